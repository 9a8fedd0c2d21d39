const tabs = ['overview', 'files', 'layers', 'parts', 'schema', 'build', 'history'] as const;
export type PackageTab = (typeof tabs)[number];

/** The tab as the address holds it; the first one is left out. */
export interface TabSearch {
  tab?: PackageTab;
}

/** Reads an address that anybody may have written: what does not fit is ignored. */
export function readTab(search: Readonly<Record<string, unknown>>): TabSearch {
  const tab = tabs.find((one) => one === search['tab']);
  return tab === undefined || tab === 'overview' ? {} : { tab };
}
