import type { IncomingHttpHeaders } from 'node:http';
import type { RouteId } from '../contract/serving.ts';
import { AppError } from '../core/app-error.ts';
import { encodeAnswer, encodeCsv } from '../core/models/encode-answer.ts';
import { bodyTypes, readRequest, type BodyType } from '../core/models/read-request.ts';
import { jsonAnswer, textAnswer, type Answer } from './answer.ts';
import type { ServedModel } from './load-model.ts';

export interface PredictBody {
  readonly route: RouteId;
  readonly type: BodyType;
  readonly accept: string | undefined;
  /** Has arrived whole. */
  readonly body: Buffer;
}

/** Answers a request for predictions. Throws the errors of `readRequest` and of the model. */
export async function predictAnswer(
  { card, predict }: ServedModel,
  { route, type, accept, body }: PredictBody,
): Promise<Answer> {
  const request = readRequest(route, card.signature, textOf(body), type);
  const predictions = await predict(request.rows);
  const wantsCsv = bodyTypes(route).includes('text/csv') && mediaType(accept) === 'text/csv';
  if (wantsCsv) return textAnswer(encodeCsv(predictions), 'text/csv');
  return jsonAnswer(encodeAnswer(route, card.signature, predictions, request));
}

/** The body's type by its headers; JSON when nothing is said. Throws `input.media-type`. */
export function bodyTypeOf(route: RouteId, headers: IncomingHttpHeaders): BodyType {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw new AppError('input.media-type', {
      details: `Content-Encoding: ${encoding.slice(0, 80)}`,
      fixes: ['Send the body uncompressed.'],
    });
  const said = headers['content-type'];
  const type = mediaType(said) ?? 'application/json';
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(said ?? '')?.[1] ?? 'utf-8';
  const known = bodyTypes(route).find((one) => one === type);
  if (known !== undefined && /^(utf-?8|us-ascii)$/i.test(charset)) return known;
  throw new AppError('input.media-type', {
    details: `Content-Type: ${(said ?? '').slice(0, 80)}. This path reads ${bodyTypes(route).join(' and ')} in UTF-8.`,
  });
}

function mediaType(header: string | undefined): string | undefined {
  return header?.split(/[;,]/)[0]?.trim().toLowerCase();
}

/** Throws `input.not-json` for bytes that are no text. */
function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error) {
    throw new AppError(
      'input.not-json',
      { details: 'The bytes of the body are not UTF-8.', fixes: ['Save or send the text in UTF-8.'] },
      { cause: error },
    );
  }
}
