import type { Repositories } from '../database/index.ts';
import type { ProjectRow, UserRow } from '../database/rows.ts';
import { nowMicros } from '../domain/timestamps.ts';
import type { Access, User } from './access.ts';
import { userAnswer } from './answers/users.ts';
import { type Core, write } from './core.ts';
import { invalid, notFound, Refusal, stillThere } from './errors.ts';
import { hashSecret, makeToken } from './tokens.ts';

/** Of the owner who is made at the first start. */
export const OWNER_EMAIL = 'owner@larder.local';

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

export interface NewUser {
  email: string;
  first_name?: string | undefined;
  last_name?: string | undefined;
}

/** The owner may manage users and settings. */
export function requireOwner(user: User): void {
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
  const reserved = !options.owner && given.email.toLowerCase() === OWNER_EMAIL;
  if (reserved || users.byEmail(given.email))
    throw invalid({ email: ['A user with this email address exists already.'] });
  const token = options.token ?? makeToken();
  const { email, first_name = '', last_name = '' } = given;
  const is_owner = options.owner ?? false;
  const id = users.insert({ email, first_name, last_name, is_owner, tokenHash: hashSecret(token), now: nowMicros() });
  return { user: users.byId(id) as UserRow, token };
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

/** The owner sees everybody, anyone else themselves. */
export const listUsers = ({ repositories }: Core, user: User) =>
  (user.is_owner ? repositories.users.all() : [user]).map(userAnswer);

export async function addUser(core: Core, by: User, given: NewUser) {
  requireOwner(by);
  const { user, token } = await write(core, () => createUser(core.repositories, given));
  return { ...userAnswer(user), token };
}

export const listMembers = ({ repositories }: Core, access: Access, project: number) =>
  repositories.projects.members(access.project(project).id).map(userAnswer);

/** The owner's alone, whoever made the project: a member is seen by the others, and only the owner sees everybody. */
export async function addMember(core: Core, access: Access, projectId: number, userId: number) {
  const project = access.project(projectId);
  requireOwner(access.user);
  const member = core.repositories.users.byId(userId);
  if (!member) throw invalid({ user: [`Invalid pk "${userId}" - object does not exist.`] });
  await write(core, () => {
    stillThere('Project', core.repositories.projects.byId(project.id));
    core.repositories.projects.addMember(project.id, stillThere('User', core.repositories.users.byId(member.id)).id);
  });
  return userAnswer(member);
}

const mayManage = (user: User, project: ProjectRow) => user.is_owner === 1 || project.created_by === user.id;

/** For the owner and whoever made the project. Members may also leave by themselves. */
export async function removeMember(core: Core, access: Access, projectId: number, userId: number): Promise<void> {
  const project = access.project(projectId);
  if (!mayManage(access.user, project) && userId !== access.user.id) {
    throw new Refusal(403, 'Only the owner, or who made the project, may remove members.');
  }
  const removed = await write(core, () => core.repositories.projects.removeMember(project.id, userId));
  if (!removed) throw notFound('Member');
}
