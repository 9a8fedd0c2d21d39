import { STATUS_CODES } from 'node:http';
import { errorRecord } from '../contract/errors.ts';
import { errorAnswer } from './answer.ts';

/** Answers what is not HTTP, or does not arrive in time, in the bytes of HTTP: there is no response to write to. */
export function rawRefusal(error: NodeJS.ErrnoException, instance: string): string {
  const [status, title] = refusals[error.code ?? ''] ?? [400, 'The request is not valid HTTP.'];
  const record = errorRecord('input.invalid', {
    title,
    cause: error.message,
    fixes: ['Send the request anew with an HTTP client.'],
  });
  const { headers, body } = errorAnswer(
    record,
    { connection: 'close', 'x-slipway-instance': instance },
    status,
  );
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n');
}

const refusals: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too large.'],
};
