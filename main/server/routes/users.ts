import { contract } from '../../contract/index.ts';
import { userAnswer } from '../../services/answers/users.ts';
import { write } from '../../services/core.ts';
import { invalid, notFound, Refusal } from '../../services/errors.ts';
import { createUser, requireOwner } from '../../services/users.ts';
import { type RouteTools, route } from '../route.ts';

export function userRoutes(tools: RouteTools): void {
  const { services } = tools;
  const { users, projects } = services.repositories;
  const { whoami, listUsers, createUser: create, listMembers, addMember, removeMember } = contract.users;

  route(tools, whoami, ({ user }) => userAnswer(user));
  route(tools, listUsers, ({ user }) => (user.is_owner ? users.all() : [user]).map(userAnswer));
  route(tools, create, async ({ user, body }) => {
    requireOwner(user);
    const made = await write(services, () => createUser(services.repositories, body));
    return { ...userAnswer(made.user), token: made.token };
  });

  route(tools, listMembers, ({ access, ids }) => projects.members(access.project(ids.id as number).id).map(userAnswer));
  route(tools, addMember, async ({ user, access, ids, body }) => {
    const project = access.project(ids.id as number);
    if (!user.is_owner && project.created_by !== user.id) throw new Refusal(403, 'Only the owner may add members.');
    const member = users.byId(body.user);
    if (!member) throw invalid({ user: [`Invalid pk "${body.user}" - object does not exist.`] });
    await write(services, () => projects.addMember(project.id, member.id));
    return userAnswer(member);
  });
  route(tools, removeMember, async ({ user, access, ids }) => {
    const project = access.project(ids.id as number);
    const leaving = ids.user as number;
    if (!user.is_owner && project.created_by !== user.id && leaving !== user.id) {
      throw new Refusal(403, 'Only the owner may remove members.');
    }
    if (!(await write(services, () => projects.removeMember(project.id, leaving)))) throw notFound('Member');
  });
}
