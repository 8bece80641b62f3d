import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, reference, text } from './fields.ts';

export const userBrief = z.strictObject({
  id: z.int(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  avatar: z.null(),
});

export const user = z.strictObject({
  id: z.int(),
  first_name: z.string(),
  last_name: z.string(),
  username: z.string(),
  email: z.string(),
  last_activity: instant,
  avatar: z.null(),
  initials: z.string(),
  phone: z.string(),
  active_organization: z.int(),
  active_organization_meta: z.strictObject({ title: z.string(), email: z.string() }),
  allow_newsletters: z.boolean(),
  date_joined: instant,
});

/** The answer to a new user holds the token, that once. */
export const userWithToken = user.extend({ token: z.string() });

const tag = 'Users';

export const userEndpoints = {
  whoami: endpoint({
    method: 'GET',
    path: '/api/current-user/whoami',
    summary: 'Who is signed in',
    tag,
    answers: { 200: user },
  }),
  listUsers: endpoint({
    method: 'GET',
    path: '/api/users',
    summary: 'All users',
    tag,
    answers: { 200: z.array(user) },
  }),
  createUser: endpoint({
    method: 'POST',
    path: '/api/users',
    summary: 'A new local user, member of nothing; the token is answered this once',
    tag,
    body: z.object({
      email: text({ min: 3, max: 254 }),
      first_name: text({ max: 256 }).optional(),
      last_name: text({ max: 256 }).optional(),
    }),
    answers: { 201: userWithToken },
  }),
  listMembers: endpoint({
    method: 'GET',
    path: '/api/projects/{id}/members',
    summary: 'Members of a project',
    tag,
    answers: { 200: z.array(user) },
  }),
  addMember: endpoint({
    method: 'POST',
    path: '/api/projects/{id}/members',
    summary: 'Make a user a member of a project (owner only)',
    tag,
    body: z.object({ user: reference() }),
    answers: { 201: user },
  }),
  removeMember: endpoint({
    method: 'DELETE',
    path: '/api/projects/{id}/members/{user}',
    summary: 'End a membership',
    tag,
    answers: { 204: null },
  }),
};
