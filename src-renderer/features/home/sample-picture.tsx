import type { Model } from '@contract/models.ts';
import type { CSSProperties } from 'react';
import { flowers, penguins, type Flower } from './sample-points.ts';
import styles from './sample-picture.module.css';

const width = 240;
const height = 132;
const margin = 18;

/** A picture of what a model does: it sorts points into groups, follows a line through them, or reads a drawing. */
export function SamplePicture({ model }: { readonly model: Model }) {
  const grid = firstDrawing(model);
  return (
    <svg
      aria-hidden
      className={styles.picture}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
    >
      {grid !== undefined ? (
        <DrawnDigit grid={grid} max={model.signature.inputs[0]?.max ?? 1} />
      ) : model.signature.output.task === 'classification' ? (
        <Groups />
      ) : (
        <Line />
      )}
    </svg>
  );
}

/** Petal lengths and widths of irises, one shape for each species. */
function Groups() {
  const x = scale([0.7, 7.1], [margin, width - margin]);
  const y = scale([-0.1, 2.7], [height - margin / 2, margin / 2]);
  return (
    <>
      <Ruling />
      {flowers.map((flower, index) => (
        <FlowerMark key={index} flower={flower} x={x(flower.length)} y={y(flower.width)} />
      ))}
    </>
  );
}

function FlowerMark({
  flower: { species },
  x,
  y,
}: {
  readonly flower: Flower;
  readonly x: number;
  readonly y: number;
}) {
  if (species === 'setosa') return <circle className={styles.first} cx={x} cy={y} r={3.4} />;
  if (species === 'versicolor') return <circle className={styles.second} cx={x} cy={y} r={3} />;
  return (
    <rect
      className={styles.third}
      x={x - 3}
      y={y - 3}
      width={6}
      height={6}
      transform={`rotate(45 ${x} ${y})`}
    />
  );
}

/** Flipper lengths and masses of penguins, and the straight line that fits them best. */
function Line() {
  const x = scale([168, 235], [margin, width - margin]);
  const y = scale([2400, 6500], [height - margin / 2, margin / 2]);
  const fitted = (flipper: number) => 49.69 * flipper - 5780.83;
  return (
    <>
      <Ruling />
      {penguins.map(([flipper, mass], index) => (
        <circle key={index} className={styles.dot} cx={x(flipper)} cy={y(mass)} r={2.6} />
      ))}
      <line className={styles.line} x1={x(171)} y1={y(fitted(171))} x2={x(232)} y2={y(fitted(232))} />
    </>
  );
}

function DrawnDigit({ grid, max }: { readonly grid: readonly (readonly number[])[]; readonly max: number }) {
  const cell = (height - 20) / grid.length;
  const left = (width - cell * (grid[0]?.length ?? 0)) / 2;
  return grid.flatMap((row, y) =>
    row.map((ink, x) => (
      <rect
        key={`${x}-${y}`}
        className={styles.cell}
        x={left + x * cell + 0.75}
        y={10 + y * cell + 0.75}
        width={cell - 1.5}
        height={cell - 1.5}
        rx={2}
        style={{ '--ink-share': ink / max } as CSSProperties}
      />
    )),
  );
}

function Ruling() {
  const lines = [1, 2, 3, 4].map((part) => (height / 5) * part);
  return lines.map((y) => <line key={y} className={styles.rule} x1={0} x2={width} y1={y} y2={y} />);
}

function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]) {
  return (value: number) => start + ((value - from) / (to - from)) * (end - start);
}

function firstDrawing({ signature, examples }: Model): readonly (readonly number[])[] | undefined {
  const column = signature.inputs.find(({ type }) => type === 'tensor');
  const cell = column === undefined ? undefined : examples[0]?.row[column.name];
  return Array.isArray(cell) ? cell : undefined;
}
