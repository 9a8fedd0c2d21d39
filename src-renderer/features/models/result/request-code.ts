import type { Exchange } from '@contract/predictions.ts';

type Sent = Exchange['request'];
type Received = Exchange['response'];

/** A longer body goes into a file in the generated code, in characters: some shells take no longer argument. */
const inlineBody = 16 * 1024;
/** A longer body is not drawn in full, in characters. */
export const drawnBody = 256 * 1024;
/** What is drawn of a body that is too long to draw, in characters. */
export const firstPart = 8 * 1024;

/** Headers that every client computes for itself. */
const computed = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'user-agent',
]);

/** A message as it went over the wire: its first line, its headers, an empty line, its body. */
export function requestText({ method, url, headers, body }: Sent): string {
  const { pathname, search, host } = new URL(url);
  const named = 'host' in headers ? headers : { host, ...headers };
  return `${method} ${pathname}${search} HTTP/1.1\n${headerLines(named)}\n\n${body}`;
}

export function responseText({ status, headers, body }: Received): string {
  return `HTTP/1.1 ${status} ${reasons[status] ?? ''}`.trimEnd() + `\n${headerLines(headers)}\n\n${body}`;
}

/** The same request for a POSIX shell. */
export function curlCode({ method, url, headers, body }: Sent): string {
  const long = body.length > inlineBody;
  const parts = [
    `curl --request ${method} ${shellQuote(url)}`,
    ...chosen(headers).map(([name, value]) => `--header ${shellQuote(`${name}: ${value}`)}`),
    `--data-binary ${long ? '@body.json' : shellQuote(body)}`,
  ];
  return `${long ? '# Save the body of the Request tab as body.json first.\n' : ''}${parts.join(' \\\n  ')}`;
}

/** The same request with Python's standard library. */
export function pythonCode({ method, url, headers, body }: Sent): string {
  const long = body.length > inlineBody;
  const data = long
    ? 'open("body.json", "rb").read()  # The body of the Request tab, saved.'
    : `${pythonText(body)}.encode()`;
  return `import urllib.error
import urllib.request

body = ${data}
request = urllib.request.Request(
    ${JSON.stringify(url)},
    data=body,
    headers={${chosen(headers)
      .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(', ')}},
    method=${JSON.stringify(method)},
)
try:
    with urllib.request.urlopen(request, timeout=60) as response:
        print(response.status, response.read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())
`;
}

function chosen(headers: Sent['headers']): [string, string][] {
  return Object.entries(headers).filter(([name]) => !computed.has(name.toLowerCase()));
}

function headerLines(headers: Sent['headers']): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Readable in triple quotes where nothing in the text needs an escape; JSON's escapes are Python's as well. */
function pythonText(text: string): string {
  const plain = !text.includes('\\') && !text.includes('"""') && !text.endsWith('"');
  return plain ? `"""${text}"""` : JSON.stringify(text);
}

/** Reason phrases of the answers a model server gives (RFC 9110). */
const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  411: 'Length Required',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  424: 'Failed Dependency',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
