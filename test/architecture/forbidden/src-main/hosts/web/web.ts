import { docker } from '../../adapters/docker/docker.ts';
export const web = docker;
