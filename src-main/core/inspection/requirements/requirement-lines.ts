/** Lines that say more than a requirement, or less, are left out; at most this many are read. */
const most = 500;
/** Characters of a line. */
const longest = 2000;

const requirement =
  /^[A-Za-z0-9][A-Za-z0-9._-]*\s*(\[[A-Za-z0-9,._\s-]*\])?\s*(\(?[<>=!~][^;@#]*\)?)?\s*(;.*)?$/;

export interface RequirementLines {
  readonly lines: string[];
  /** Options, addresses and paths: they would fetch from elsewhere, and are not honoured. */
  readonly refused: string[];
}

/** PEP 508 requirements of a requirements.txt; comments and options of pip are left out. */
export function requirementLines(text: string): RequirementLines {
  const lines: string[] = [];
  const refused: string[] = [];
  const joined = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  for (const raw of joined.slice(0, most)) {
    // Runs of spaces are one: they mean nothing, and long ones would keep the patterns busy.
    const line = raw
      .slice(0, longest)
      .replace(/\s+/g, ' ')
      .replace(/(^|\s)#.*$/, '')
      .replace(/\s+--hash=\S+/g, '')
      .trim();
    if (line === '') continue;
    if (requirement.test(line)) lines.push(line);
    else refused.push(line.slice(0, 200));
  }
  return { lines, refused };
}

/** A dependency of conda as PEP 508: `numpy=1.26` is `numpy==1.26.*`. Undefined for Python, pip and libraries that are not Python's. */
export function fromConda(line: string): string | undefined {
  const [, name, version] = /^(?:[\w.-]+::)?([A-Za-z0-9._-]+)\s*(.*)$/.exec(line.trim()) ?? [];
  if (
    name === undefined ||
    /^(python|pip|setuptools|wheel|cudatoolkit|mkl|openssl|ca-certificates|_.*)$/.test(name)
  )
    return undefined;
  const exact = /^={1,2}([0-9][\w.]*)(=.*)?$/.exec(version ?? '');
  if (exact !== null)
    return (version ?? '').startsWith('==') ? `${name}==${exact[1]}` : `${name}==${exact[1]}.*`;
  return /^[<>=!~]/.test(version ?? '') ? `${name}${version ?? ''}` : name;
}
