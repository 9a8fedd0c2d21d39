import { servingRoutes, type RouteId } from '@contract/serving.ts';
import { SegmentedChoice } from './segmented-choice.tsx';
import styles from './route-picker.module.css';

const options = (Object.keys(servingRoutes) as RouteId[]).map((value) => ({
  value,
  label: servingRoutes[value].title,
}));

/** Which cloud's way of asking is used: one server answers them all. */
export function RoutePicker({
  route,
  onChange,
}: {
  readonly route: RouteId;
  readonly onChange: (route: RouteId) => void;
}) {
  const { cloud, path } = servingRoutes[route];
  return (
    <div className={styles.picker}>
      <SegmentedChoice label="Ask in the words of" value={route} options={options} onChange={onChange} />
      <p className={styles.line}>
        <code>POST {path}</code>
        <span>{cloud}</span>
      </p>
    </div>
  );
}
