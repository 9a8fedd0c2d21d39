export interface GalleryAddress {
  readonly id: string | undefined;
  readonly theme: 'light' | 'dark';
}

/** Reads `#/__gallery/job-failed?theme=dark`. */
export function readAddress(hash: string): GalleryAddress {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const id = /^\/__gallery\/([a-z0-9-]+)$/.exec(path)?.[1];
  return { id, theme: new URLSearchParams(query).get('theme') === 'dark' ? 'dark' : 'light' };
}
