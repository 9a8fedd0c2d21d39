/** The scheme that the window's pages come from, and the only origin that is ours. */
export const appScheme = 'app';
const appHost = 'slipway';

export const pageUrl = `${appScheme}://${appHost}/`;

/**
 * True for an address of the app itself. It is parsed, never compared by its beginning: `app://slipway.evil/`,
 * `app://slipway@evil/` and `https://evil/?app://slipway/` all contain the right words.
 */
export function isOwnUrl(address: string): boolean {
  const url = parse(address);
  return (
    url?.protocol === `${appScheme}:` && url.host === appHost && url.username === '' && url.password === ''
  );
}

/** True for the one page of the app, wherever it has scrolled or routed to. */
export function isPageUrl(address: string): boolean {
  return isOwnUrl(address) && ['/', '/index.html'].includes(parse(address)?.pathname ?? '');
}

function parse(address: string): URL | undefined {
  return URL.parse(address) ?? undefined;
}
