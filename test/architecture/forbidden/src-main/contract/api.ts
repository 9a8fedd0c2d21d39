import { bad } from '../core/reads-files.ts';
export const api = bad;
