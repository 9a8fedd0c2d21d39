import { ChevronRight, File, Folder, FolderOpen } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { formatBytes } from '../../../ui/format.ts';
import { treeMove, treeRows, type ListedFile, type TreeRow } from './file-tree.ts';
import styles from './file-tree-view.module.css';

export interface FileTreeProps {
  readonly files: readonly ListedFile[];
  readonly label: string;
  readonly open: ReadonlySet<string>;
  readonly chosen: string;
  readonly onChoose: (path: string) => void;
  readonly onToggle: (path: string, open: boolean) => void;
}

/** Files in their folders. One stop for Tab; arrow keys walk, Right and Left open and close, Enter chooses. */
export function FileTree({ files, label, open, chosen, onChoose, onToggle }: FileTreeProps) {
  const rows = useMemo(() => treeRows(files, open), [files, open]);
  const [focused, setFocused] = useState(chosen);
  const list = useRef<HTMLUListElement>(null);
  const stop = rows.some(({ path }) => path === focused) ? focused : (rows[0]?.path ?? '');
  const act = ({ path, folder, open: isOpen }: TreeRow) =>
    folder ? onToggle(path, !isOpen) : onChoose(path);
  const goTo = (path: string) => {
    setFocused(path);
    const index = rows.findIndex((row) => row.path === path);
    const item = list.current?.children[index];
    if (item instanceof HTMLElement) item.focus();
  };
  const onKey = (event: KeyboardEvent, row: TreeRow) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') act(row);
    else {
      const move = treeMove(rows, row.path, event.key);
      if (move === undefined) return;
      if ('focus' in move) goTo(move.focus);
      else onToggle(move.toggle, move.open);
    }
    event.preventDefault();
  };
  return (
    <ul ref={list} role="tree" aria-label={label} className={styles.tree} translate="no">
      {rows.map((row) => (
        <li
          key={row.path}
          role="treeitem"
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.siblings}
          aria-expanded={row.folder ? row.open : undefined}
          aria-selected={!row.folder && row.path === chosen}
          tabIndex={row.path === stop ? 0 : -1}
          className={classNames(styles.row, row.path === chosen && styles.chosen)}
          style={{ paddingLeft: 8 + (row.level - 1) * 16 }}
          onClick={() => {
            setFocused(row.path);
            act(row);
          }}
          onKeyDown={(event) => onKey(event, row)}
        >
          <RowContent row={row} />
        </li>
      ))}
    </ul>
  );
}

function RowContent({ row }: { readonly row: TreeRow }) {
  const Icon = row.folder ? (row.open ? FolderOpen : Folder) : File;
  return (
    <>
      <span className={classNames(styles.turn, row.open && styles.turned)}>
        {row.folder && <ChevronRight size={14} aria-hidden />}
      </span>
      <Icon size={15} aria-hidden className={styles.icon} />
      <span className={styles.name}>{row.name}</span>
      {row.bytes !== undefined && <span className={styles.bytes}>{formatBytes(row.bytes)}</span>}
    </>
  );
}
