import { expect, test } from 'vitest';
import { containerEngine, noContainerEngine, sampleReport } from '../gallery/fixtures/checks.ts';
import { engineFact } from './engine-fact.ts';

const withEngine = (check: typeof containerEngine) => engineFact({ ...sampleReport, checks: [check] });

test('says what serves models: an engine by its name and version, or a local process', () => {
  expect([
    engineFact(undefined),
    withEngine(containerEngine),
    withEngine({ ...containerEngine, status: 'warn' }),
    withEngine({ ...containerEngine, status: 'unknown' }),
    withEngine(noContainerEngine),
    withEngine({ ...noContainerEngine, status: 'fail' }),
  ]).toEqual([
    { found: false, sentence: 'Container engine: not checked yet' },
    { found: true, sentence: 'Docker 28.4.0' },
    { found: false, sentence: 'Container engine not usable: local process in use' },
    { found: false, sentence: 'Container engine: not known' },
    { found: false, sentence: 'No container engine: local process in use' },
    { found: false, sentence: 'No container engine: local process in use' },
  ]);
});
