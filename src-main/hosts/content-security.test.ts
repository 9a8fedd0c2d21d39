import { expect, it } from 'vitest';
import { contentSecurityPolicy, pageHeaders } from './content-security.ts';

it('lets a page load, frame, submit to and connect to nothing but its own origin', () => {
  const directives = contentSecurityPolicy.split('; ').map((directive) => directive.split(' '));
  expect(Object.fromEntries(directives.map(([name = '', ...sources]) => [name, sources]))).toEqual({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ["'none'"],
  });
});

it('goes with the policy on every answer, with no sniffing, no framing and no referrer', () => {
  expect(pageHeaders).toMatchObject({
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
});
