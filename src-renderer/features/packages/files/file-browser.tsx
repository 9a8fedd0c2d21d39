import { useState, type ReactNode } from 'react';
import { FileTree } from './file-tree-view.tsx';
import { foldersOf, type ListedFile } from './file-tree.ts';
import styles from './file-browser.module.css';

export interface FileBrowserProps {
  readonly files: readonly ListedFile[];
  readonly label: string;
  /** Shown first. */
  readonly initial: string;
  readonly children: (path: string) => ReactNode;
}

/** A folder: its files on one side, the chosen one on the other. */
export function FileBrowser({ files, label, initial, children }: FileBrowserProps) {
  const [chosen, setChosen] = useState(initial);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(foldersOf(initial)));
  const toggle = (path: string, opened: boolean) => {
    const next = new Set(open);
    if (opened) next.add(path);
    else next.delete(path);
    setOpen(next);
  };
  return (
    <div className={styles.browser}>
      <div className={styles.tree}>
        <FileTree
          files={files}
          label={label}
          open={open}
          chosen={chosen}
          onChoose={setChosen}
          onToggle={toggle}
        />
      </div>
      <section className={styles.file} aria-label={`File ${chosen}`} key={chosen}>
        {children(chosen)}
      </section>
    </div>
  );
}
