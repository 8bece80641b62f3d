import { nowMicros } from '../domain/timestamps.ts';
import type { User } from './access.ts';
import { type Core, write } from './core.ts';
import { hashSecret, makeKey } from './tokens.ts';

export const userOfToken = (core: Core, token: string): User | undefined =>
  core.repositories.users.byTokenHash(hashSecret(token));

export const userOfSession = (core: Core, key: string): User | undefined =>
  core.repositories.users.bySession(hashSecret(key));

/** Signs a user in; answers the key that the browser keeps. */
export async function openSession(core: Core, user: number): Promise<string> {
  const key = makeKey();
  await write(core, () => core.repositories.users.addSession(hashSecret(key), user, nowMicros()));
  return key;
}

export async function closeSession(core: Core, key: string): Promise<void> {
  await write(core, () => core.repositories.users.removeSession(hashSecret(key)));
}
