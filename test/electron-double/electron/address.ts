/**
 * Chromium knows no scheme that a program invents, so the double shows it an https origin in its place: a secure
 * context with an origin, storage and the same rules for fetching. `app://slipway/x` is `https://slipway.app.test/x`.
 */
export function toChromium(address: string, schemes: ReadonlySet<string>): string {
  const url = URL.parse(address);
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (url === null || !schemes.has(scheme)) return address;
  return `https://${url.host}.${scheme}.test${url.pathname === '' ? '/' : url.pathname}${url.search}${url.hash}`;
}

/** The address as the program knows it. */
export function fromChromium(address: string, schemes: ReadonlySet<string>): string {
  const url = URL.parse(address);
  const [, host, scheme = ''] = /^(.+)\.([a-z]+)\.test$/.exec(url?.host ?? '') ?? [];
  if (url?.protocol !== 'https:' || host === undefined || !schemes.has(scheme)) return address;
  return `${scheme}://${host}${url.pathname}${url.search}${url.hash}`;
}
