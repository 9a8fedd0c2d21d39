import type { Framework } from '../../../contract/inspection.ts';
import type { Platform, PythonVersion } from '../ports.ts';

export interface ReadmeFacts {
  readonly name: string;
  readonly version: string;
  readonly tag: string;
  readonly python: PythonVersion;
  readonly platform: Platform;
  readonly formatTitle: string;
  readonly servedBy: Framework;
  readonly wheels: boolean;
  /** A row of the sample. */
  readonly example?: Readonly<Record<string, unknown>>;
}

/** How the folder is built and run by somebody who has Docker and nothing else. */
export function readme(facts: ReadmeFacts): string {
  const { name, version, tag, python, platform, formatTitle, servedBy, wheels } = facts;
  const served = servedBy === 'onnx' ? 'ONNX Runtime' : 'its own libraries';
  return `# ${name} ${version}

${formatTitle}, served by ${served} on Python ${python}, for ${platform}.

Build:

\`\`\`
docker build -t ${tag} .
\`\`\`

Run, locked down as it is meant to run:

\`\`\`
docker run --rm --read-only --tmpfs /tmp --cap-drop ALL -p 127.0.0.1:8080:8080 ${tag}
\`\`\`
${question(facts.example)}
## Where the network is special

| What | How |
|---|---|
| A proxy | \`--build-arg HTTPS_PROXY=http://proxy.example:3128\`; Docker knows the argument and keeps it out of the image |
| A company's certificate authority | Put it into \`certificates/\` as \`name.crt\`, in PEM. It is used while the libraries are fetched, and is not in the image |
| Another package index | \`--build-arg PIP_INDEX_URL=https://index.example/simple\` |
| Another base image | \`--build-arg BASE_IMAGE=registry.example/python:${python}\`, with Python ${python} |
${wheels ? '| No network | Everything comes from `wheels/` |\n' : ''}
SageMaker takes manifests of Docker's own type: with buildx, add \`--provenance=false --output type=docker\`.

## What is here

| File | What it is |
|---|---|
| \`Dockerfile\` | The build: libraries, server, model, each in a layer of its own |
| \`requirements.in\` | What was asked for |
| \`requirements.lock\` | What is installed: every version, with its hashes |
| \`runtime/\` | The server |
| \`model/\` | The model, with its description in \`slipway.json\` |
| \`sbom.cdx.json\` | List of parts, CycloneDX 1.6 |
`;
}

function question(example: ReadmeFacts['example']): string {
  if (example === undefined) return '';
  // The body is data of a person's file: within single quotes of a shell, only a single quote is special.
  const body = JSON.stringify({ instances: [example] }).replaceAll("'", String.raw`'\''`);
  return `
Ask:

\`\`\`
curl -s http://127.0.0.1:8080/v1/predict -H 'content-type: application/json' -d '${body}'
\`\`\`
`;
}
