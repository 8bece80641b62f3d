import { EXTENSIONS, filterFor, type NamedKind } from '../../main/contract/fileKinds.ts';

/** The kinds that a filter can ask for. */
export const FILTER_KINDS = Object.keys(EXTENSIONS) as NamedKind[];

/** The filter that lets files of these kinds through; with none named, every file. The order of the choice does not matter. */
export const filterOfKinds = (kinds: readonly NamedKind[]): string =>
  kinds.length ? filterFor(FILTER_KINDS.filter((kind) => kinds.includes(kind))) : '';

/** The kinds that a filter stands for; null when it was written by hand and says something else. */
export function kindsOfFilter(filter: string): NamedKind[] | null {
  const named = new Set(/\((\w+(?:\|\w+)*)\)\$$/.exec(filter)?.[1]?.split('|') ?? []);
  const kinds = FILTER_KINDS.filter((kind) => EXTENSIONS[kind].every((extension) => named.has(extension)));
  return filterOfKinds(kinds) === filter ? kinds : null;
}
