/** A filter that is not a valid Python pattern, or that Larder cannot run. The message is written for the person who typed it. */
export class RegexNotSupportedError extends Error {
  override readonly name = 'RegexNotSupportedError';
}

/** Refuses a filter: what is wrong with it, then what to do instead, each a full sentence. */
export function refuse(problem: string, advice: string): never {
  throw new RegexNotSupportedError(`${problem} ${advice}`);
}
