import { AppError } from '../../app-error.ts';

/** The code and the problems of the error that `act` throws; a code and its details when it lists no problems. */
export function refusalOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, fields, details } = error.record;
    return fields === undefined
      ? [code, details]
      : [code, ...fields.map(({ path, message }) => `${path}: ${message}`)];
  }
  return 'accepted';
}
