import { expect, test } from 'vitest';
import { translateFailure } from './translate-failure.ts';

test.each([
  [
    'a conflict, drawn',
    `  × No solution found when resolving dependencies:
  ╰─▶ Because scikit-learn==1.2.2 depends on numpy<2 and you require
      numpy>=2, we can conclude that you require scikit-learn==1.2.2 and
      numpy>=2 cannot be used together.
      And because your requirements are unsatisfiable.`,
    'package.requirements',
    'Because scikit-learn==1.2.2 depends on numpy<2 and the package requires numpy>=2, we can conclude that the package requires scikit-learn==1.2.2 and numpy>=2 cannot be used together. And because the requirements are unsatisfiable.',
    'Change one of the requirements that are named, or leave its version out.',
  ],
  [
    'a name that does not exist',
    'error: No solution found when resolving dependencies\n  cause: Because numpi was not found in the package registry and you require numpi, we can conclude that your requirements are unsatisfiable.',
    'package.requirements',
    'Because numpi was not found in the package registry and the package requires numpi.',
    'Check the name for spelling.',
  ],
  [
    'a library without wheels',
    'error: No solution found when resolving dependencies\n  cause: Because all versions of pyspark have no usable wheels and you require pyspark, we can conclude that your requirements are unsatisfiable.\n\nhint: Wheels are required',
    'package.requirements',
    'Because all versions of pyspark have no usable wheels and the package requires pyspark.',
    'Choose another Python version, or another version of the library: there is no wheel that fits.',
  ],
  [
    'an index behind a certificate that is not trusted',
    'error: Failed to fetch: `https://pypi.org/simple/numpy/`\n  Caused by: invalid peer certificate: UnknownIssuer',
    'package.no-index',
    'Its certificate is not trusted on this computer: SSL_CERT_FILE or PIP_CERT can name a file with the authority.',
    'Check the network and the proxy settings, then try again.',
  ],
  [
    'an index that wants a password',
    'error: Failed to fetch: `https://index.example/numpy/`\n  Caused by: HTTP status client error (401 Unauthorized)',
    'package.no-index',
    'It refuses the name and password in its address.',
    'Check the network and the proxy settings, then try again.',
  ],
  [
    'a line that is no requirement',
    "error: Couldn't parse requirement in `-` at position 0",
    'package.requirements',
    "Couldn't parse requirement in `-` at position 0",
    'Change the requirement named under Details.',
  ],
])('%s is told in words', (_, said, code, cause, fix) => {
  const { record } = translateFailure(said);
  expect([record.code, record.cause, record.fixes[0]]).toEqual([code, cause, fix]);
});
