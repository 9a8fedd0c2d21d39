import { AppError } from '../../core/app-error.ts';

/** Turns what uv says when it gives up into an error a person can act on. `text` has no passwords in it any more. */
export function translateFailure(text: string): AppError {
  const said = plainWords(text);
  const details = text.trim().slice(-4000);
  const conflict = /Because .*?(?:unsatisfiable|incompatible)\.?/s.exec(said)?.[0];
  if (conflict !== undefined) return unsatisfiable(conflict, details);
  if (
    /Failed to fetch|error sending request|dns error|tcp connect|timed? ?out|certificate|status client error|status server error/i.test(
      said,
    )
  )
    return new AppError('package.no-index', { details, ...unreachable(said) });
  if (/find-links/i.test(said))
    return new AppError('package.requirements', { cause: 'The wheel folder cannot be read.', details });
  if (/No interpreter found|No virtual environment or system Python/i.test(said))
    return new AppError('package.no-resolver', {
      cause: 'uv needs a Python to work with, and found none.',
      details,
    });
  return new AppError('package.requirements', { cause: firstError(said), details });
}

function unsatisfiable(conflict: string, details: string): AppError {
  const cause = conflict
    .replaceAll('you require', 'the package requires')
    .replaceAll('your requirements', 'the requirements')
    .replace(/, we can conclude that the requirements are unsatisfiable\.?$/, '.');
  const source = /has no (?:usable )?wheels?|have no (?:usable )?wheels?|no wheels? (?:with|that)/.test(
    cause,
  );
  const unknown = /was not found in the (?:package registry|provided package locations)|not found/.test(
    cause,
  );
  const fixes = source
    ? [
        'Choose another Python version, or another version of the library: there is no wheel that fits.',
        'Build a wheel of it yourself (pip wheel) and package with a folder of wheels.',
      ]
    : unknown
      ? [
          'Check the name for spelling.',
          'Set PIP_INDEX_URL or PIP_EXTRA_INDEX_URL when it lies on another index.',
        ]
      : [
          'Change one of the requirements that are named, or leave its version out.',
          'Choose another Python version.',
        ];
  return new AppError('package.requirements', { cause, fixes, details });
}

function unreachable(said: string): { cause?: string } {
  if (/certificate/i.test(said))
    return {
      cause:
        'Its certificate is not trusted on this computer: SSL_CERT_FILE or PIP_CERT can name a file with the authority.',
    };
  if (/\b401\b|\b403\b|Unauthorized|Forbidden/.test(said))
    return { cause: 'It refuses the name and password in its address.' };
  return {};
}

/** Without boxes, arrows and line breaks: uv draws its errors. */
function plainWords(text: string): string {
  return text
    .replaceAll(/[│╰├─▶×╭╮╯┤]+/g, ' ')
    .replaceAll(/^\s*(?:cause|Caused by):/gm, ' ')
    .replaceAll(/^hint:.*$/gm, ' ')
    .replaceAll(/\s+/g, ' ');
}

function firstError(said: string): string {
  const found = /error:\s*(.+)$/i.exec(said)?.[1] ?? said;
  return found.trim().slice(0, 300) || 'The resolver stopped without a word.';
}
