import { app } from 'electron';
export const aws = app;
