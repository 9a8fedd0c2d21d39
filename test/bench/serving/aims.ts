import type { Figures, LoadFigures } from './figures.ts';
import { models, type ModelName } from './models.ts';

/** One aim and what became of it. `ratio` is this runtime's figure over the other's. */
export interface Verdict {
  readonly title: string;
  readonly model: ModelName;
  readonly aim: string;
  readonly ratio: number;
  /** Missing when one of the two was not measured. */
  readonly met?: boolean;
  readonly note: string;
}

const sklearnServers = ['fastapi-async', 'fastapi-def'];
const others = ['fastapi-onnx', ...sklearnServers, 'mlserver', 'bentoml', 'mlflow'];

/** Every aim for the fast path: one worker, one row, 16 connections, unless the title says otherwise. Others count with their better variant. */
export function judge(figures: readonly Figures[]): readonly Verdict[] {
  return models.flatMap((model) => {
    const here = figures.filter((one) => one.model === model);
    if (here.length === 0) return [];
    const timesSklearn = model === 'forest' ? 100 : 8;
    return [
      faster(here, model, 'requests/s, FastAPI + the same ONNX session', ['fastapi-onnx'], 5),
      faster(here, model, 'requests/s, FastAPI + scikit-learn', sklearnServers, timesSklearn),
      faster(here, model, 'requests/s, MLServer', ['mlserver'], 10),
      faster(here, model, 'requests/s, C floor', ['floor'], 0.5),
      tail(here, model),
      smaller(here, model, 'memory, FastAPI + scikit-learn', ({ memoryMb }) => memoryMb, 0.5),
      smaller(here, model, 'start to ready, FastAPI + scikit-learn', ({ readyMs }) => readyMs, 0.25),
      errors(here, model),
    ];
  });
}

function faster(
  here: readonly Figures[],
  model: ModelName,
  title: string,
  than: readonly string[],
  least: number,
): Verdict {
  const throughput = (one: Figures) => loadOf(one, 16, 1)?.perSecond ?? Number.NaN;
  const best =
    among(here, than)
      .map(throughput)
      .toSorted((a, b) => b - a)[0] ?? Number.NaN;
  const ratio = among(here, ['slipway']).map(throughput)[0] ?? Number.NaN;
  return verdict(model, title, `>= ${least}x`, ratio / best, (value) => value >= least, '');
}

function smaller(
  here: readonly Figures[],
  model: ModelName,
  title: string,
  of: (one: Figures) => number,
  most: number,
): Verdict {
  const best =
    among(here, sklearnServers)
      .map(of)
      .toSorted((a, b) => a - b)[0] ?? Number.NaN;
  const own = among(here, ['slipway']).map(of)[0] ?? Number.NaN;
  return verdict(model, title, `<= ${most}x`, own / best, (value) => value <= most, '');
}

/** The 99th percentile against the best of the other servers at each load; the worst ratio counts. */
function tail(here: readonly Figures[], model: ModelName): Verdict {
  const [own] = among(here, ['slipway']);
  const ratios = (own?.loads ?? []).flatMap(({ connections, rows, p99Ms }) => {
    const rivals = among(here, others).flatMap((one) => {
      const rival = loadOf(one, connections, rows);
      return rival === undefined || Number.isNaN(rival.p99Ms)
        ? []
        : [{ id: one.contender, p99Ms: rival.p99Ms }];
    });
    const [best] = rivals.toSorted((a, b) => a.p99Ms - b.p99Ms);
    return best === undefined ? [] : [{ connections, rows, ratio: p99Ms / best.p99Ms, best: best.id }];
  });
  const [worst] = ratios.toSorted((a, b) => b.ratio - a.ratio);
  const note =
    worst === undefined
      ? ''
      : `worst at ${worst.connections} connections, ${worst.rows} rows, against ${worst.best}`;
  return verdict(
    model,
    'p99, best other server, every load',
    '<= 1x',
    worst?.ratio ?? Number.NaN,
    (r) => r <= 1,
    note,
  );
}

function errors(here: readonly Figures[], model: ModelName): Verdict {
  const [own] = among(here, ['slipway']);
  const count = own === undefined ? Number.NaN : own.loads.reduce((sum, load) => sum + load.errors, 0);
  return verdict(model, 'wrong or failed answers', '0', count, (value) => value === 0, '');
}

function verdict(
  model: ModelName,
  title: string,
  aim: string,
  ratio: number,
  holds: (ratio: number) => boolean,
  note: string,
): Verdict {
  const stated = { title, model, aim, ratio, note };
  return Number.isFinite(ratio) ? { ...stated, met: holds(ratio) } : stated;
}

function among(here: readonly Figures[], ids: readonly string[]): readonly Figures[] {
  return here.filter(({ contender }) => ids.includes(contender));
}

export function loadOf(figures: Figures, connections: number, rows: number): LoadFigures | undefined {
  return figures.loads.find((load) => load.connections === connections && load.rows === rows);
}
