/** Addresses may carry a name and a password: `https://ada:secret@index`. */
const inAddress = /([a-z][a-z0-9+.-]*:\/\/)[^\s/'"]*@/gi;

/** A text in which no address carries a name or a password, and none of `secrets` appears. */
export function withoutCredentials(text: string, secrets: readonly string[] = []): string {
  const cut = text.replace(inAddress, '$1***@');
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), cut);
}

/** The passwords and tokens that the values of build arguments carry in addresses, the longest first. */
export function secretsIn(values: readonly string[]): string[] {
  const found = values.flatMap((value) => {
    const [, credentials] = /:\/\/([^\s/]+)@/.exec(value) ?? [];
    if (credentials === undefined) return [];
    const password = credentials.slice(credentials.indexOf(':') + 1);
    return [credentials, password, decoded(password)];
  });
  // A password of few letters would blank out half a log, and hides nothing.
  return [...new Set(found)].filter(({ length }) => length >= 4).sort((a, b) => b.length - a.length);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
