/** Every key of the query cache. A key that begins another one covers it when something is made stale. */
export const queryKeys = {
  whoami: ['whoami'] as const,
  settings: ['settings'] as const,
  templates: ['labeling templates'] as const,
  projects: ['projects'] as const,
  project: (id: number) => ['projects', id] as const,
  tasks: (project: number) => ['tasks', project] as const,
  task: (project: number, id: number) => ['tasks', project, 'one', id] as const,
  importStorages: (project: number) => ['import storages', project] as const,
  exportStorages: (project: number) => ['export storages', project] as const,
  storageJobs: (storage: number) => ['storage', storage, 'jobs'] as const,
  storageIssues: (storage: number) => ['storage', storage, 'issues'] as const,
  outbox: (storage: number) => ['storage', storage, 'outbox'] as const,
  job: (id: number) => ['job', id] as const,
  storageChecks: ['storage check'] as const,
  storagePreviews: ['storage preview'] as const,
  explanation: (path: string) => ['explanation', path] as const,
};
