import { nowMicros } from '../domain/timestamps.ts';
import type { User } from './access.ts';
import { type Core, write } from './core.ts';
import { hashSecret, makeKey } from './tokens.ts';

/** A browser that is never closed signs in anew after this time (microseconds): 90 days. */
const VALID_US = 90 * 24 * 60 * 60 * 1_000_000;

export const userOfToken = (core: Core, token: string): User | undefined =>
  core.repositories.users.byTokenHash(hashSecret(token));

export const userOfSession = (core: Core, key: string): User | undefined =>
  core.repositories.users.bySession(hashSecret(key), nowMicros() - VALID_US);

/** Signs a user in; answers the key that the browser keeps, null when the user was removed. Sessions that are over go at this occasion. */
export async function openSession(core: Core, user: number): Promise<string | null> {
  const { users } = core.repositories;
  const key = makeKey();
  const now = nowMicros();
  return write(core, () => {
    users.removeSessions(now - VALID_US);
    if (!users.byId(user)) return null;
    users.addSession(hashSecret(key), user, now);
    return key;
  });
}

export async function closeSession(core: Core, key: string): Promise<void> {
  await write(core, () => core.repositories.users.removeSession(hashSecret(key)));
}
