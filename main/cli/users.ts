import { repositories } from '../database/index.ts';
import { closeDatabase, openDatabase } from '../database/open.ts';
import { databaseFileIn, prepareDataFolder } from '../services/dataFolder.ts';
import { Refusal } from '../services/errors.ts';
import { createUser, removeUser } from '../services/users.ts';
import { type CommandLine, UsageError } from './options.ts';

const inWords = (error: Refusal) => (error.fields ? Object.values(error.fields).flat().join(' ') : error.message);

/** `larder users …`: works beside a running server as well. Prints a new user's token, that once. */
export function users(options: CommandLine): void {
  const [, verb, email] = options.words;
  if (verb !== 'list' && !((verb === 'add' || verb === 'remove') && email)) {
    throw new UsageError('Say: larder users add EMAIL, larder users list, or larder users remove EMAIL.');
  }
  prepareDataFolder(options.dataDir);
  const db = openDatabase(databaseFileIn(options.dataDir));
  const all = repositories(db);
  try {
    if (verb === 'list') {
      for (const user of all.users.all()) console.log(`${user.id}\t${user.email}\t${user.is_owner ? 'owner' : 'user'}`);
    } else if (verb === 'remove') {
      all.transaction(() => removeUser(all, email as string));
      console.log(`Removed ${email}.`);
    } else {
      const given = { email: email as string, first_name: options.firstName, last_name: options.lastName };
      const { user, token } = all.transaction(() => createUser(all, given));
      console.log(`Added ${user.email} (id ${user.id}), member of nothing yet.\nToken, shown this once: ${token}`);
    }
  } catch (error) {
    throw error instanceof Refusal ? new Error(inWords(error)) : error;
  } finally {
    closeDatabase(db);
  }
}
