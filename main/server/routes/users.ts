import { contract } from '../../contract/index.ts';
import { userAnswer } from '../../services/answers/users.ts';
import { addMember, addUser, listMembers, listUsers, removeMember } from '../../services/users.ts';
import { type RouteTools, route } from '../route.ts';

export function userRoutes(tools: RouteTools): void {
  const { services } = tools;
  const endpoints = contract.users;
  route(tools, endpoints.whoami, ({ user }) => userAnswer(user));
  route(tools, endpoints.listUsers, ({ user }) => listUsers(services, user));
  route(tools, endpoints.createUser, ({ user, body }) => addUser(services, user, body));
  route(tools, endpoints.listMembers, ({ access, id }) => listMembers(services, access, id));
  route(tools, endpoints.addMember, ({ access, id, body }) => addMember(services, access, id, body.user));
  route(tools, endpoints.removeMember, ({ access, id, ids }) => removeMember(services, access, id, ids.user as number));
}
