import { rule, type FailureRule } from './failure-rule.ts';

const networkFix =
  'Check the network of the container engine, or name a base image that is on this computer.';

/** How fetching a base image fails. The words are the engine's and the registry's. */
export const baseFailures: readonly FailureRule[] = [
  rule(
    /does not match the specified platform|no matching manifest for (\S+)|no match for platform/i,
    'The base image is not made for the platform of the package.',
    'Choose a base image for that platform, or another platform.',
  ),
  rule(
    /toomanyrequests|rate limit/i,
    'The registry has answered as often as it does for one address in this time.',
    'Wait, choose a mirror, or log in with docker login and fetch the image with docker pull.',
  ),
  rule(
    /x509:|certificate (?:signed by unknown|is not trusted|has expired)|tls: failed to verify/i,
    'The container engine does not trust the certificate of the registry: something on the way may open TLS.',
    'Add the certificate authority of your network to the container engine and start it anew.',
  ),
  rule(
    /proxyconnect|proxy authentication required|\b407\b/i,
    'The proxy on the way to the registry refuses.',
    'Set the proxy of the container engine, with its name and password.',
  ),
  rule(
    /no such host|server misbehaving|name resolution|dial tcp: lookup/i,
    'The container engine cannot find the address of the registry.',
    networkFix,
  ),
  rule(
    /connection refused|i\/o timeout|network is unreachable|no route to host|connection reset/i,
    'The container engine cannot reach the registry.',
    networkFix,
  ),
  rule(
    /deadline exceeded|Client\.Timeout|request canceled|TLS handshake timeout|\bEOF\b/i,
    'The registry did not answer in time.',
    networkFix,
  ),
  rule(
    /pull access denied|unauthorized|authentication required|denied: |no basic auth|\b40[13]\b/i,
    'The registry does not have the image, or gives it only to those who log in.',
    'Check the name, or log in with docker login and fetch the image with docker pull.',
  ),
  rule(
    /manifest unknown|manifest for (\S+) not found|not found|does not exist|no such image|name unknown/i,
    'Neither this computer nor the registry has this image.',
    'Check the name and the tag of the base image.',
  ),
  rule(
    /invalid reference format|base name .* should not be blank/i,
    'This is not the name of an image.',
    'Write it as name:tag or name@sha256:digest, in lower case.',
  ),
];

/** True for a message that an engine gives when it fetches an image, whatever instruction it belongs to. */
export const speaksOfPull =
  /pull access denied|manifest (?:unknown|for )|Get "?https?:\/\/[^"]*\/v2\/|toomanyrequests|does not match the specified platform|no matching manifest/i;
