import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pythonVariables } from '../serving/environments.ts';
import { runProgram } from '../serving/programs.ts';

/** A build folder that `docker build` takes, and what was changed in it so that it builds here. */
export interface BuildFolder {
  readonly folder: string;
  readonly changes: readonly string[];
}

/** What the base of this computer lacks beside Docker's own. */
export interface Lacks {
  readonly pip: boolean;
}

const certificatesName = 'bench-certificates.crt';

/** The hand-written image: pinned requirements, layers in the order of change, not root. */
export function writeFastapiFolder(folder: string, model: string, lacks: Lacks): BuildFolder {
  const source = join(import.meta.dirname, 'fastapi');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['app.py', 'requirements.txt']) copyFileSync(join(source, name), join(folder, name));
  copyFileSync(model, join(folder, 'model.joblib'));
  return {
    folder,
    changes: writeDockerfile(folder, readFileSync(join(source, 'Dockerfile'), 'utf8'), lacks),
  };
}

/** The folder that `mlflow models generate-dockerfile` writes, with the environment manager it chooses itself. Throws when it cannot. */
export async function writeMlflowFolder(
  folder: string,
  model: string,
  binaries: string,
  lacks: Lacks,
): Promise<BuildFolder> {
  const saved = join(dirname(folder), 'mlflow-model');
  const environment = { ...pythonVariables(), PATH: `${binaries}:${process.env['PATH'] ?? ''}` };
  const run = async (program: string, parameters: readonly string[]) => {
    const outcome = await runProgram({
      program: join(binaries, program),
      parameters,
      environment,
      most: 180,
    });
    if (!outcome.ok) throw new Error(outcome.reason);
  };
  for (const old of [folder, saved]) rmSync(old, { recursive: true, force: true });
  const save = join(import.meta.dirname, '../serving/servers/save_mlflow_model.py');
  await run('python', [save, model, saved]);
  await run('mlflow', ['models', 'generate-dockerfile', '-m', saved, '-d', folder]);
  const text = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  return { folder, changes: writeDockerfile(folder, text, lacks) };
}

/** Base image that a Dockerfile begins with. */
export function baseOf({ folder }: BuildFolder): string {
  return /^FROM\s+(\S+)/m.exec(readFileSync(join(folder, 'Dockerfile'), 'utf8'))?.[1] ?? '';
}

/** Adds after FROM only what a build on this computer cannot do without, and answers what that was. */
function writeDockerfile(folder: string, text: string, lacks: Lacks): readonly string[] {
  const parts = [...certificateLines(folder), ...(lacks.pip ? [pipLines] : [])];
  const added = parts.flatMap(({ lines }) => lines);
  const patched = text.replace(/^FROM .*$/m, (line) => [line, ...added].join('\n'));
  writeFileSync(join(folder, 'Dockerfile'), patched);
  return parts.map(({ change }) => change);
}

const pipLines = {
  change: 'the base gets the command pip',
  lines: [
    `RUN printf '#!/bin/sh\\nexec python -m pip "$@"\\n' > /usr/local/bin/pip && chmod 755 /usr/local/bin/pip`,
  ],
};

/** Behind a company proxy that reads TLS, nothing installs without that company's certificate authorities. */
function certificateLines(folder: string) {
  const certificates = process.env['SSL_CERT_FILE'] ?? process.env['NODE_EXTRA_CA_CERTS'];
  if (certificates === undefined || !existsSync(certificates)) return [];
  copyFileSync(certificates, join(folder, certificatesName));
  const inside = `/etc/ssl/${certificatesName}`;
  const apt = '/etc/apt/apt.conf.d';
  const lines = [
    `COPY ${certificatesName} ${inside}`,
    `ENV PIP_CERT=${inside} SSL_CERT_FILE=${inside} REQUESTS_CA_BUNDLE=${inside}`,
    `RUN mkdir -p ${apt} && echo 'Acquire::https::CAInfo "${inside}";' > ${apt}/98-bench`,
  ];
  return [{ change: "this computer's certificate authorities are added", lines }];
}
