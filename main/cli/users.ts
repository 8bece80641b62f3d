import { Refusal } from '../services/errors.ts';
import { withRepositories } from '../services/offline.ts';
import { createUser, removeUser } from '../services/users.ts';
import { type CommandLine, UsageError } from './options.ts';

const inWords = (error: Refusal) => (error.fields ? Object.values(error.fields).flat().join(' ') : error.message);

/** `larder users …`: works beside a running server as well. Prints a new user's token, that once. */
export async function users(options: CommandLine): Promise<void> {
  const [, verb, email = ''] = options.words;
  if (verb !== 'list' && !((verb === 'add' || verb === 'remove') && email)) {
    throw new UsageError('Say: larder users add EMAIL, larder users list, or larder users remove EMAIL.');
  }
  const given = { email, first_name: options.firstName, last_name: options.lastName };
  try {
    await withRepositories(options.dataDir, (repositories) => {
      if (verb === 'list') {
        for (const { id, email, is_owner } of repositories.users.all())
          console.log(`${id}\t${email}\t${is_owner ? 'owner' : 'user'}`);
      } else if (verb === 'remove') {
        repositories.transaction(() => removeUser(repositories, email));
        console.log(`Removed ${email}.`);
      } else {
        const { user, token } = repositories.transaction(() => createUser(repositories, given));
        console.log(`Added ${user.email} (id ${user.id}), member of nothing yet.\nToken, shown this once: ${token}`);
      }
    });
  } catch (error) {
    throw error instanceof Refusal ? new Error(inWords(error)) : error;
  }
}
