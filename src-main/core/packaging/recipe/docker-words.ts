import { AppError } from '../../app-error.ts';

/**
 * A value for LABEL, ENV or ARG that Docker reads back exactly as it is given: in double quotes, with what would end the
 * quotes or be replaced by a variable escaped. A line break cannot stand in an instruction and becomes a blank.
 */
export function quoted(value: string): string {
  const oneLine = value.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return `"${oneLine.replaceAll(/[\\"$]/g, String.raw`\$&`)}"`;
}

const host = String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?/)?`;
const path = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const reference = new RegExp(
  `^${host}${path}(?:/${path})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`,
);

/** Whether a text is the name of an image, as `docker pull` takes it. */
export function isImageReference(text: string): boolean {
  return text.length <= 512 && reference.test(text);
}

/** Throws `input.invalid` for a text that could be anything but the name of an image. */
export function imageReference(text: string): string {
  if (isImageReference(text)) return text;
  throw new AppError('input.invalid', {
    cause: 'The base image is not the name of an image.',
    fixes: ['Give it as docker pull takes it, such as python:3.12-slim-bookworm.'],
    fields: [{ path: 'baseImage', message: 'host/name:tag or host/name@sha256:…' }],
  });
}

/** Whether a base image is one of those made for graphics cards. */
export function isForGraphicsCards(image: string): boolean {
  return /cuda|nvidia/i.test(image);
}
