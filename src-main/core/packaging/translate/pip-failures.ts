import { rule, type FailureRule } from './failure-rule.ts';

/** How the network stops a build's own downloads: pip, uv, apt, curl. They come first: what pip says last follows from them. */
export const networkFailures: readonly FailureRule[] = [
  rule(
    /CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSLCertVerificationError|certificate verification failed|self.signed certificate/i,
    'The build does not trust the certificate of the server: something on the way may open TLS, as in many companies.',
    'Put the certificate authority of your network into the folder certificates, or name its file in SSL_CERT_FILE.',
  ),
  rule(
    /\b407 (?:Proxy )?Authentication Required|Tunnel connection failed: 407|\b407\b.*proxy|proxy.*\b407\b/i,
    'The proxy asks for a name and a password.',
    'Set HTTPS_PROXY with name and password: http://name:password@proxy:port.',
  ),
  rule(
    /ProxyError|Cannot connect to proxy|Tunnel connection failed|Could not resolve proxy/i,
    'The proxy cannot be reached from within the build, or refuses.',
    'Check HTTPS_PROXY: from within a container, localhost is not this computer.',
  ),
  rule(
    /Temporary failure in name resolution|Temporary failure resolving|Name or service not known|NameResolutionError|Could not resolve (?:host|')|getaddrinfo failed|dns error|No address associated with hostname/i,
    'The build cannot find the address of the server: it has no network, or no name server.',
    'Check the network and the DNS of the container engine, or choose a folder with wheels.',
  ),
  rule(
    /Network is unreachable|No route to host|Connection refused|Could not connect to|Cannot initiate the connection/i,
    'The build cannot reach the server.',
    'Check the network of the container engine and the address of the index, or choose a folder with wheels.',
  ),
  rule(
    /Read timed out|ReadTimeoutError|ConnectTimeoutError|Connection timed out|operation timed out|timed out\b/i,
    'The server did not answer in time.',
    'Try again; a mirror near you is faster.',
  ),
  rule(
    /\b(?:401|403) (?:Client )?Error|\b401 Unauthorized|\b403\s+Forbidden|User for .*: EOF when reading/i,
    'The index refuses without a name and a password.',
    'Set PIP_INDEX_URL with name and password: https://name:password@index/simple.',
  ),
];

/**
 * pip passes over versions for another Python, then says that there is none; both lines together tell. Answers the
 * requirement and what it asks of Python.
 */
export function wantsOtherPython(
  lines: readonly string[],
): { line: string; name: string; python: string } | undefined {
  const line = lines.find((candidate) => /require a different python version:/i.test(candidate));
  const wanted = lines.map((text) => /satisfies the requirement ([\w.-]+)==(\S+)/i.exec(text)).find(Boolean);
  const [, name, version] = wanted ?? [];
  if (line === undefined || name === undefined || version === undefined) return undefined;
  const entry = line.split(/:\s|;\s/).find((text) => text.startsWith(`${version} Requires-Python`));
  const python = entry?.slice(`${version} Requires-Python`.length).trim();
  return python === undefined ? undefined : { line, name: `${name} ${version}`, python };
}

/** How pip stops. */
export const pipFailures: readonly FailureRule[] = [
  rule(
    /The repository located at (\S+) is not a trusted or secure host and is being ignored/i,
    (match) => `pip ignores the index at ${match(1)}, because its address does not begin with https.`,
    (match) => `Use an https address, or set PIP_TRUSTED_HOST to ${match(1)}.`,
  ),
  rule(
    /THESE PACKAGES DO NOT MATCH THE HASHES|hash mismatch/i,
    'A file from the index is not the one that was locked: it was replaced there, or damaged on the way.',
    'Lock the requirements again. If the file came through a mirror, ask who keeps it.',
  ),
  rule(
    /Hashes are required in --require-hashes mode|all requirements must have their versions pinned/i,
    'A requirement has no hash in the lock.',
    'Lock the requirements again: each one needs a version and its hashes.',
  ),
  rule(
    /Cannot install (.+) because these package versions have conflicting dependencies/i,
    (match) => `These requirements contradict each other: ${match(1)}.`,
    'Loosen or remove one of them.',
  ),
  rule(
    /conflicting dependencies|ResolutionImpossible|No solution found when resolving|has requirement .* but you have/i,
    'The requirements contradict each other.',
    'Loosen or remove one of the requirements named in the log.',
  ),
  rule(
    /Package '?([\w.-]+)'? requires a different Python: (\S+) not in '?([^']+)'?/i,
    (match) => `${match(1)} does not support Python ${match(2)}: it asks for ${match(3)}.`,
    (match) => `Choose a Python version that fits ${match(3)}.`,
  ),
  rule(
    /Could not find a version that satisfies the requirement (\S+) \(from versions: none\)/i,
    (match) => `The index has no file of ${match(1)} for this platform and Python version.`,
    'Check the spelling, choose another Python version or platform, or add a folder with wheels.',
  ),
  rule(
    /Could not find a version that satisfies the requirement (\S+) \(from versions: ([^)]*)\)/i,
    (match) => `The index does not have ${match(1)} for this platform and Python version.`,
    (match) => `Choose one of the versions that it has; the newest is ${newestOf(match(2))}.`,
  ),
  rule(
    /No matching distribution found for (\S+)/i,
    (match) => `The index has no file of ${match(1)} for this platform and Python version.`,
    'Check the spelling, choose another Python version or platform, or add a folder with wheels.',
  ),
  rule(
    /([\w.-]+\.whl) is not a supported wheel on this platform/i,
    (match) => `${match(1)} was made for another platform or Python version.`,
    'Put the wheel for the platform of the image into the folder with wheels.',
  ),
  rule(
    /No such file or directory: '([^']*(?:gcc|g\+\+|cc|c\+\+|clang|gfortran|cmake|make|ninja))'|unable to execute '?(\S*(?:gcc|g\+\+|cc|c\+\+|clang))'?|error: command '(\S*(?:gcc|g\+\+|cc|clang)\S*)' failed: No such file|Unknown compiler\(s\)|No CMAKE_CXX?_COMPILER could be found/i,
    'A requirement has no wheel for this platform and Python version, and the base image has no compiler to build it.',
    'Choose a version that has a wheel, or put a wheel of it into the folder with wheels.',
  ),
  rule(
    /Rust toolchain|cargo, the Rust package manager, is not installed|can't find Rust compiler/i,
    'A requirement has no wheel for this platform and Python version, and the base image has no Rust compiler to build it.',
    'Choose a version that has a wheel, or put a wheel of it into the folder with wheels.',
  ),
  rule(
    /fatal error: (\S+\.h): No such file|(\w+_config) (?:executable )?not found|Package '?([\w.+-]+)'?,? required by .* not found/i,
    'A requirement has no wheel for this platform and Python version, and what is needed to build it is missing in the base image.',
    'Choose a version that has a wheel, or put a wheel of it into the folder with wheels.',
  ),
  rule(
    /Failed building wheel for (\S+)|Failed to build '?([\w.-]+)'?|metadata-generation-failed|subprocess-exited-with-error/i,
    'A requirement has no wheel for this platform and Python version, and building it failed.',
    'Choose a version that has a wheel, or put a wheel of it into the folder with wheels.',
  ),
];

function newestOf(versions: string): string {
  return versions.split(',').at(-1)?.trim() ?? versions;
}
