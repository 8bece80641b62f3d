import { invalidRequest, notFound } from '../services/errors.ts';

export const isId = (text: string | undefined): boolean => /^\d{1,15}$/.test(text ?? '');

/** The project that a list is about: missing is an input error, anything that is no id is unknown. */
export function askedProject(text: string | undefined): number {
  if (!text) throw invalidRequest('The query parameter project is required: ?project=<id>.');
  if (!isId(text)) throw notFound('Project');
  return Number(text);
}

/** A switch in a query or body, in any of its spellings. */
export const isYes = (text: string | null | undefined): boolean => /^(true|yes|on|1|y|t)$/i.test(text?.trim() ?? '');
