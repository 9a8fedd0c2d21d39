import type { Check } from '../check.ts';
import { fromFact } from '../check.ts';
import { isServedPython, pythonMinors } from '../facts.ts';

/** `node:sqlite` without a flag, and the line that Electron carries. */
const nodeWanted = 24;

export const runtimeChecks: readonly Check[] = [
  {
    id: 'node',
    category: 'runtime',
    title: 'Node',
    level: 'required',
    neededFor: 'Running Slipway itself',
    expected: `Version ${nodeWanted} or later`,
    assess: ({ node }) => {
      const major = Number(node.version.split('.')[0]);
      if (major >= nodeWanted) return { status: 'pass', observed: node.version };
      const fix = {
        title: 'Start Slipway with npm start: it brings the Node it needs.',
        command: 'npm start',
      };
      return { status: 'fail', observed: `${node.version} at ${node.executable}`, fixes: [fix] };
    },
  },
  {
    id: 'python',
    category: 'python',
    title: 'Python',
    level: 'optional',
    neededFor: 'Serving packages of Python models where there is no container engine',
    expected: `Version 3.${pythonMinors[0]} to 3.${pythonMinors[1]}`,
    assess: fromFact(
      ({ python }) => python,
      (found, { platform }) => {
        const fits = found.find(({ version }) => isServedPython(version));
        if (fits !== undefined) return { status: 'pass', observed: `${fits.version} at ${fits.path}` };
        const observed =
          found.length === 0
            ? 'None found'
            : found.map(({ version, path }) => `${version} at ${path}`).join('; ');
        return { status: 'info', observed, fixes: [installPython[platform]] };
      },
    ),
  },
];

const page = 'https://www.python.org/downloads/';
const installPython = {
  linux: {
    title: 'Install Python with the package manager of this system.',
    command: 'sudo apt-get install python3 python3-venv',
  },
  darwin: { title: 'Install Python.', command: 'brew install python@3.12' },
  win32: { title: 'Install Python.', command: 'winget install Python.Python.3.12' },
  other: { title: 'Install Python.', url: page },
} as const;
