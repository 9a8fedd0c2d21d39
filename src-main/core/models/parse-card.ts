import { ModelCard } from '../../contract/models.ts';
import { AppError } from '../app-error.ts';

/** Reads the text of a `model.json`. Throws `model.unreadable` with the fields that are wrong. */
export function parseCard(text: string, path: string): ModelCard {
  const { data, error } = ModelCard.safeParse(json(text, path));
  if (data !== undefined) return data;
  const problems = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new AppError('model.unreadable', { details: [path, ...problems].join('\n') }, { cause: error });
}

function json(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('model.unreadable', { details: `${path}\n${String(error)}` }, { cause: error });
  }
}
