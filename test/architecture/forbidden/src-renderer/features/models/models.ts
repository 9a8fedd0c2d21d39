import { api } from '../../../src-main/contract/api.ts';
export const models = api;
