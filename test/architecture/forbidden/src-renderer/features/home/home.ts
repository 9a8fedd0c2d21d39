import { models } from '../models/models.ts';
export const home = models;
