import type { Job } from '@contract/jobs.ts';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { groups, inGroup, type Group, type ListView } from './job-list.ts';
import styles from './job-filter.module.css';

const titles: Readonly<Record<Group, string>> = {
  all: 'All jobs',
  active: 'At work',
  decision: 'Stopped, can go on',
  closed: 'Closed',
};

export interface JobFilterProps {
  readonly jobs: readonly Job[];
  readonly view: ListView;
  readonly onChange: (view: ListView) => void;
}

export function JobFilter({ jobs, view, onChange }: JobFilterProps) {
  const options = groups.map((group) => ({
    value: group,
    label: `${titles[group]} (${jobs.filter((job) => inGroup(job, group)).length})`,
  }));
  return (
    <div className={styles.filter}>
      <div className={styles.group}>
        <Select
          aria-label="Show"
          value={view.group}
          options={options}
          onChange={(group) => onChange({ ...view, group })}
        />
      </div>
      <div className={styles.text}>
        <TextInput
          type="search"
          aria-label="Filter by name or state"
          placeholder="Filter by name or state"
          value={view.text}
          onChange={(text) => onChange({ ...view, text })}
        />
      </div>
    </div>
  );
}
