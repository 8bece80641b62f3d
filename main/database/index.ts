import { annotationRepository } from './annotations.ts';
import { jobRepository, syncIssueRepository } from './jobs.ts';
import { exportLinkRepository, importLinkRepository } from './links.ts';
import type { Database } from './open.ts';
import { outboxRepository } from './outbox.ts';
import { predictionRepository } from './predictions.ts';
import { projectRepository } from './projects.ts';
import { settingRepository } from './settings.ts';
import { exportStorageRepository, importStorageRepository } from './storages.ts';
import { taskListRepository } from './taskLists.ts';
import { taskRepository } from './tasks.ts';
import { unfinishedImportRepository } from './unfinishedImports.ts';
import { userRepository } from './users.ts';

/** All tables of one connection. */
export function repositories(db: Database) {
  return {
    users: userRepository(db),
    settings: settingRepository(db),
    projects: projectRepository(db),
    tasks: taskRepository(db),
    taskLists: taskListRepository(db),
    annotations: annotationRepository(db),
    predictions: predictionRepository(db),
    importStorages: importStorageRepository(db),
    exportStorages: exportStorageRepository(db),
    importLinks: importLinkRepository(db),
    exportLinks: exportLinkRepository(db),
    outbox: outboxRepository(db),
    jobs: jobRepository(db),
    syncIssues: syncIssueRepository(db),
    unfinishedImports: unfinishedImportRepository(db),
    /** Many look-ups on one state of the database: each on its own would open and close a transaction, at twice the cost. */
    async snapshot<T>(work: () => Promise<T>): Promise<T> {
      db.exec('BEGIN');
      try {
        return await work();
      } finally {
        db.exec('COMMIT');
      }
    },
    /** Long work, whole or not at all, with rests in between: for the connection of a job thread, which nobody else uses. */
    async longTransaction<T>(work: () => Promise<T>): Promise<T> {
      db.exec('BEGIN IMMEDIATE');
      try {
        const answer = await work();
        db.exec('COMMIT');
        return answer;
      } finally {
        if (db.inTransaction) db.exec('ROLLBACK');
      }
    },
    /** Runs `work` whole or not at all. */
    transaction: <T>(work: () => T): T => db.transaction(work).immediate(),
  };
}

export type Repositories = ReturnType<typeof repositories>;
