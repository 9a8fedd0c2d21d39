import { readFileSync } from 'node:fs';
import { docker } from '../adapters/docker/docker.ts';
export const bad = [readFileSync, docker];
