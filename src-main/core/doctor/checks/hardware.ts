import type { Check } from '../check.ts';
import { fromFact, sizeOf } from '../check.ts';

/** An image of a scikit-learn model and its layers while they are built. */
const diskWanted = 10e9;
const diskNeeded = 1e9;
const memoryWanted = 4e9;

export const hardwareChecks: readonly Check[] = [
  {
    id: 'cpu',
    category: 'hardware',
    title: 'Processor',
    level: 'optional',
    neededFor: 'Knowing whether images built here run on the machines of the clouds, most of which are x64',
    expected: 'x64, or arm64 with images built for linux/amd64',
    assess: fromFact(
      ({ cpu }) => cpu,
      ({ arch, cores, model, translated }) => {
        const observed = `${arch}, ${cores} ${cores === 1 ? 'core' : 'cores'}${model === '' ? '' : `, ${model}`}`;
        if (translated)
          return {
            status: 'warn',
            observed: `${observed}; this program runs translated`,
            fixes: [{ title: 'Install Node for the processor of this computer; everything becomes faster.' }],
          };
        if (arch === 'x64') return { status: 'pass', observed };
        const meaning = 'images for the clouds are built for linux/amd64 under emulation, which is slower';
        return { status: 'info', observed: `${observed}; ${meaning}` };
      },
    ),
  },
  {
    id: 'memory',
    category: 'hardware',
    title: 'Memory',
    level: 'optional',
    neededFor: 'Running a model server beside this program, and building images',
    expected: `${sizeOf(memoryWanted)} or more`,
    assess: fromFact(
      ({ memory }) => memory,
      ({ totalBytes, availableBytes, limited }) => {
        const observed = `${sizeOf(totalBytes)}${limited ? ' allowed for this session' : ''}, ${sizeOf(availableBytes)} available`;
        if (totalBytes >= memoryWanted) return { status: 'pass', observed };
        return {
          status: 'warn',
          observed,
          fixes: [{ title: 'Close programs that hold much memory, or serve small models only.' }],
        };
      },
    ),
  },
  {
    id: 'disk',
    category: 'hardware',
    title: 'Disk space',
    level: 'required',
    neededFor: 'Keeping state; building images takes several times the size of a model',
    expected: `${sizeOf(diskWanted)} or more free`,
    assess: fromFact(
      ({ disk }) => disk,
      ({ path, freeBytes, totalBytes }) => {
        const observed = `${sizeOf(freeBytes)} of ${sizeOf(totalBytes)} free at ${path}`;
        const fixes = [
          { title: 'Remove files that are no longer needed.' },
          { title: 'Remove unused images and build caches.', command: 'docker system prune' },
          { title: 'Set SLIPWAY_HOME to a folder on another disk.' },
        ];
        if (freeBytes >= diskWanted) return { status: 'pass', observed };
        return { status: freeBytes >= diskNeeded ? 'warn' : 'fail', observed, fixes };
      },
    ),
  },
];
