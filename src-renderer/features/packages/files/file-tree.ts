export interface ListedFile {
  readonly path: string;
  readonly bytes?: number | undefined;
}

/** A line of the tree as it is shown. */
export interface TreeRow {
  readonly path: string;
  readonly name: string;
  /** 1 at the root. */
  readonly level: number;
  readonly folder: boolean;
  /** For folders. */
  readonly open: boolean;
  /** Of the file, or of everything in the folder; missing when a size is not known. */
  readonly bytes?: number;
  /** Position among its siblings, from 1, and their number. */
  readonly position: number;
  readonly siblings: number;
}

interface Node {
  readonly name: string;
  readonly path: string;
  readonly children: Map<string, Node>;
  file?: ListedFile;
}

/** The rows that are in sight when the folders in `open` are open: folders before files, by name. */
export function treeRows(files: readonly ListedFile[], open: ReadonlySet<string>): readonly TreeRow[] {
  const root: Node = { name: '', path: '', children: new Map() };
  for (const file of files) insert(root, file);
  return rowsBelow(root, 1, open);
}

function insert(root: Node, file: ListedFile): void {
  let node = root;
  for (const name of file.path.split('/').filter((part) => part !== '')) {
    const path = node.path === '' ? name : `${node.path}/${name}`;
    const next = node.children.get(name) ?? { name, path, children: new Map<string, Node>() };
    node.children.set(name, next);
    node = next;
  }
  node.file = file;
}

function rowsBelow(node: Node, level: number, open: ReadonlySet<string>): TreeRow[] {
  const children = [...node.children.values()].sort(inOrder);
  return children.flatMap((child, index) => {
    const folder = child.children.size > 0;
    const isOpen = folder && open.has(child.path);
    const bytes = bytesOf(child);
    const row: TreeRow = {
      path: child.path,
      name: child.name,
      level,
      folder,
      open: isOpen,
      position: index + 1,
      siblings: children.length,
      ...(bytes !== undefined && { bytes }),
    };
    return isOpen ? [row, ...rowsBelow(child, level + 1, open)] : [row];
  });
}

function inOrder(a: Node, b: Node): number {
  const [folderA, folderB] = [a.children.size > 0, b.children.size > 0];
  return folderA === folderB ? a.name.localeCompare(b.name, 'en') : folderA ? -1 : 1;
}

function bytesOf({ children, file }: Node): number | undefined {
  if (children.size === 0) return file?.bytes;
  let sum = 0;
  for (const child of children.values()) {
    const bytes = bytesOf(child);
    if (bytes === undefined) return undefined;
    sum += bytes;
  }
  return sum;
}

export type TreeMove =
  { readonly focus: string } | { readonly toggle: string; readonly open: boolean } | undefined;

/** What a key does at a row: the focus goes elsewhere, or a folder opens or closes. */
export function treeMove(rows: readonly TreeRow[], at: string, key: string): TreeMove {
  const index = rows.findIndex(({ path }) => path === at);
  const row = rows[index];
  if (row === undefined) return undefined;
  const focus = (goal: TreeRow | undefined): TreeMove => goal && { focus: goal.path };
  switch (key) {
    case 'ArrowDown':
      return focus(rows[index + 1]);
    case 'ArrowUp':
      return focus(rows[index - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (!row.folder) return undefined;
      return row.open ? focus(rows[index + 1]) : { toggle: row.path, open: true };
    case 'ArrowLeft':
      if (row.open) return { toggle: row.path, open: false };
      return focus(rows.slice(0, index).findLast(({ level }) => level === row.level - 1));
    default:
      return undefined;
  }
}

/** The folders that lead to a file. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
