import type { Repositories } from '../database/index.ts';
import type { UserRow } from '../database/rows.ts';
import { nowMicros } from '../domain/timestamps.ts';
import { invalid, notFound, Refusal } from './errors.ts';
import { hashSecret, makeToken } from './tokens.ts';

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

export interface NewUser {
  email: string;
  first_name?: string | undefined;
  last_name?: string | undefined;
}

/** The owner may manage users and memberships; nobody else learns that they exist. */
export function requireOwner(user: UserRow): void {
  if (!user.is_owner) throw new Refusal(403, 'Only the owner of this Larder may do this.');
}

/** Makes a user, member of nothing. The token is known here and now only. Call in a transaction. */
export function createUser(
  repositories: Repositories,
  given: NewUser,
  options: { owner?: boolean; token?: string } = {},
) {
  const { users } = repositories;
  if (!ADDRESS.test(given.email)) throw invalid({ email: ['Enter a valid email address.'] });
  if (users.byEmail(given.email)) throw invalid({ email: ['A user with this email address exists already.'] });
  const token = options.token ?? makeToken();
  const { email, first_name = '', last_name = '' } = given;
  const user = {
    email,
    first_name,
    last_name,
    is_owner: options.owner ?? false,
    tokenHash: hashSecret(token),
    now: nowMicros(),
  };
  return { user: users.byId(users.insert(user)) as UserRow, token };
}

/** Removes a user; what they made stays. Call in a transaction. */
export function removeUser(repositories: Repositories, email: string): void {
  const { users } = repositories;
  const user = users.byEmail(email);
  const owner = users.owner();
  if (!user || !owner) throw notFound('User');
  if (user.id === owner.id) throw new Refusal(400, 'The owner cannot be removed.');
  users.remove(user.id, owner.id);
}
