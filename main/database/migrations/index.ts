import { initial } from './001-initial.ts';
import { imports } from './002-imports.ts';
import { lookUps } from './003-look-ups.ts';
import { beforeRebase } from './004-before-rebase.ts';
import { outboxLookUp } from './005-outbox-look-up.ts';
import { taskGaps } from './006-task-gaps.ts';
import { outboxRemovals } from './007-outbox-removals.ts';

/** Append only: the place in this list, from 1, is the schema version kept in user_version. */
export const migrations: readonly string[] = [
  initial,
  imports,
  lookUps,
  beforeRebase,
  outboxLookUp,
  taskGaps,
  outboxRemovals,
];
