/** Names of answers in the cache. */
export const keys = {
  info: ['info'],
  settings: ['settings'],
  doctor: ['doctor'],
  models: ['models'],
  model: (id: string) => ['models', id],
  jobs: ['jobs'],
  job: (id: string) => ['job', id],
  ledger: ['ledger'],
} as const;
