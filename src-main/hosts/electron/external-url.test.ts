import fc from 'fast-check';
import { expect, it } from 'vitest';
import { externalUrl } from './external-url.ts';

it('hands on https addresses, as they were understood', () => {
  expect(
    ['https://creativecommons.org/licenses/by/4.0/', 'HTTPS://Docs.Example/a b?q=1#c'].map(externalUrl),
  ).toEqual(['https://creativecommons.org/licenses/by/4.0/', 'https://docs.example/a%20b?q=1#c']);
});

it.each([
  'http://example.org/',
  'file:///etc/passwd',
  'smb://server/share',
  '\\\\server\\share',
  'javascript:alert(1)',
  'data:text/html,x',
  'ms-msdt:/id',
  'mailto:a@example.org',
  'app://slipway/',
  'https://user@example.org/',
  'https://user:secret@example.org/',
  'https://bank.example@evil.example/',
  'https://',
  'example.org',
  '',
  `https://example.org/${'x'.repeat(2048)}`,
])('keeps %s inside', (address) => {
  expect(externalUrl(address)).toBeUndefined();
});

it('answers nothing but plain https, whatever it is given', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.string().map((rest) => `https:${rest}`),
    fc.string().map((rest) => `https://${rest}`),
  );
  fc.assert(
    fc.property(odd, (address) => {
      const url = externalUrl(address);
      return (
        url === undefined ||
        (url.startsWith('https://') && new URL(url).username === '' && new URL(url).password === '')
      );
    }),
  );
});
