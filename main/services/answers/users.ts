import type { UserRow } from '../../database/rows.ts';
import { isoMicros } from '../../domain/timestamps.ts';

const initialsOf = (user: UserRow) =>
  (user.first_name.slice(0, 1) + user.last_name.slice(0, 1) || user.email.slice(0, 2)).toUpperCase();

/** The author of something, as annotations in tasks and projects show them. */
export const userBrief = ({ id, first_name, last_name, email }: UserRow) => ({ id, first_name, last_name, email });
export const userWithAvatar = (user: UserRow) => ({ ...userBrief(user), avatar: null });
export const userWithInitials = (user: UserRow) => ({ ...userWithAvatar(user), initials: initialsOf(user) });

/** " email, id" when the user has no name, as Label Studio writes it. */
export function createdUsername(user: UserRow | undefined): string {
  if (!user) return '';
  return `${`${user.first_name} ${user.last_name}`.trim()} ${user.email}, ${user.id}`;
}

export function userAnswer(user: UserRow) {
  const since = isoMicros(user.created_at);
  return {
    ...userWithInitials(user),
    username: user.email.split('@')[0] ?? '',
    last_activity: since,
    phone: '',
    active_organization: 1,
    active_organization_meta: { title: 'Larder', email: user.email },
    allow_newsletters: false,
    date_joined: since,
  };
}
