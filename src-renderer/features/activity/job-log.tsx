import { ArrowDownToLine, ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { LogLines } from './journal-store.ts';
import { logText, matchingLines, nextMatch } from './log-search.ts';
import { LogView } from './log-view.tsx';
import styles from './job-log.module.css';

export interface JobLogProps {
  readonly lines: LogLines;
  /** More lines may come. */
  readonly live: boolean;
}

/** The log of a job with its search; a live one follows its end until the person scrolls up. */
export function JobLog({ lines, live }: JobLogProps) {
  const [follow, setFollow] = useState(live);
  const search = useSearch(lines, () => setFollow(false));
  return (
    <Panel
      flush
      title="Log"
      actions={
        <>
          <SearchBox search={search} />
          <IconButton
            label="Follow the end"
            icon={ArrowDownToLine}
            aria-pressed={follow}
            onClick={() => setFollow(!follow)}
          />
          <CopyLog lines={lines} />
        </>
      }
    >
      {lines.count === 0 ? (
        <div className={styles.loading}>
          <Loading label="Loading the log" />
        </div>
      ) : (
        <LogView
          lines={lines}
          query={search.query}
          current={search.matches[search.current]}
          follow={follow}
          onLeaveEnd={() => setFollow(false)}
        />
      )}
    </Panel>
  );
}

function CopyLog({ lines }: { readonly lines: LogLines }) {
  const text = useMemo(() => logText(lines.all.slice(0, lines.count)), [lines]);
  return <CopyButton text={text} label="Copy log" />;
}

interface Search {
  readonly query: string;
  readonly matches: readonly number[];
  readonly current: number;
  readonly setQuery: (query: string) => void;
  readonly go: (back: boolean) => void;
}

function useSearch(lines: LogLines, onFind: () => void): Search {
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(-1);
  const matches = useMemo(() => matchingLines(lines.all.slice(0, lines.count), query), [lines, query]);
  return {
    query,
    matches,
    current,
    setQuery: (next) => {
      setQuery(next);
      setCurrent(next === '' ? -1 : 0);
      if (next !== '') onFind();
    },
    go: (back) => {
      setCurrent(nextMatch(current, matches.length, back));
      onFind();
    },
  };
}

function SearchBox({ search: { query, matches, current, setQuery, go } }: { readonly search: Search }) {
  const found = matches.length === 0 ? 'No match' : `${Math.max(0, current) + 1} of ${matches.length}`;
  return (
    <div className={styles.search}>
      {query !== '' && (
        <>
          <span role="status" className={styles.found}>
            {found}
          </span>
          <IconButton label="Match before" icon={ChevronUp} onClick={() => go(true)} />
          <IconButton label="Next match" icon={ChevronDown} onClick={() => go(false)} />
        </>
      )}
      <div className={styles.input}>
        <TextInput
          type="search"
          aria-label="Find in log"
          placeholder="Find in log"
          value={query}
          onChange={setQuery}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go(event.shiftKey);
          }}
        />
      </div>
    </div>
  );
}
