// Runs on any Node from 20 on, before anything is installed: only built-in modules, plain JavaScript.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(top, 'node_modules/.slipway-installed');
const buildStamp = join(top, 'out/.slipway-built');
const lockedNode = join(top, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs what is locked and builds what has changed; ends the process with a sentence when that fails. */
export function prepare({ quiet }) {
  const say = (sentence) => process.stderr.write(`${sentence}\n`);
  const output = quiet ? ['ignore', 'ignore', 2] : ['ignore', 2, 2];
  install(say, output);
  build(say, output);
}

/** Runs a script of this checkout under the locked Node and answers its exit status. */
export function runLocked(parameters) {
  const [script, ...rest] = parameters;
  return runToEnd(lockedNode, [join(top, script), ...rest]);
}

/** Runs a program with this terminal and answers its exit status. Being told to end is passed on to it. */
export function runToEnd(program, parameters) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: 'inherit' });
    // Ctrl+C reaches the child from the terminal itself; here it only must not end this process first.
    process.on('SIGINT', () => undefined);
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.once('error', (error) => fail('A program of Slipway cannot be started.', error.message));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

export function topFolder() {
  return top;
}

/** Environment with the locked programs first on the path, as `npm run` has it. */
export function lockedEnvironment() {
  const separator = process.platform === 'win32' ? ';' : ':';
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: join(top, 'node_modules/.bin') + separator + (process.env[name] ?? '') };
}

function install(say, output) {
  const wanted = digestOf([join(top, 'package-lock.json'), join(top, 'package.json')]);
  if (existsSync(lockedNode) && readStamp(installStamp) === wanted) return;
  say('Installing what is locked …');
  // Install scripts of packages are not run, but for the one that brings Node: nothing else here needs one.
  const clean = existsSync(join(top, 'node_modules')) && process.platform === 'win32' ? 'install' : 'ci';
  npm([clean, '--ignore-scripts', '--no-audit', '--no-fund'], output);
  npm(['rebuild', 'node', '--ignore-scripts=false'], output);
  if (!existsSync(lockedNode))
    fail(
      'Node for Slipway could not be installed.',
      'The package registry has no build for this computer, or it cannot be reached.',
    );
  writeFileSync(installStamp, wanted);
}

function build(say, output) {
  const wanted = digestOf(sources(), (path) => `${statSync(path).mtimeMs}:${statSync(path).size}`);
  if (readStamp(buildStamp) === wanted) return;
  say('Building …');
  const result = spawnSync(
    lockedNode,
    [join(top, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'],
    {
      cwd: top,
      stdio: output,
      env: { ...lockedEnvironment(), NODE_ENV: 'production' },
    },
  );
  if (result.status !== 0)
    fail('Slipway could not be built.', 'Run npm test to see what is wrong with the sources.');
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, wanted);
}

/**
 * Runs npm under the Node that npm itself runs under. This script's own may be the locked one, which an install takes
 * away from under it.
 */
function npm(parameters, output) {
  const script = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const known =
    script !== undefined && /npm-cli\.(c?js)$/.test(script) && existsSync(node) && node !== lockedNode;
  const [program, first] = known ? [node, [script]] : ['npm', []];
  const options = { cwd: top, stdio: output, shell: !known && process.platform === 'win32' };
  const result = spawnSync(program, [...first, ...parameters], options);
  if (result.status === 0) return;
  fail(
    'What is locked could not be installed.',
    result.error?.message ??
      'The package registry cannot be reached, or the disk is full. Behind a company proxy set HTTPS_PROXY and NODE_EXTRA_CA_CERTS.',
  );
}

function sources() {
  const single = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'].map(
    (name) => join(top, name),
  );
  return [...single, ...filesBelow(join(top, 'src-main')), ...filesBelow(join(top, 'src-renderer'))];
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digestOf(paths, describe = (path) => readFileSync(path)) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(describe(path));
  return hash.digest('hex');
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function fail(sentence, cause) {
  process.stderr.write(`${sentence}\n${cause}\n`);
  process.exit(2);
}
