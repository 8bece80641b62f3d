import { type FileKind, filterFor, type NamedKind } from '../contract/fileKinds.ts';
import type { ProjectProposal } from '../contract/folders.ts';
import { labelingTemplates } from './labelingTemplates.ts';
import { baseName } from './paths.ts';

interface CountedFolder {
  path: string;
  folders: number;
  kinds: Record<FileKind, number>;
}

const MEDIA: readonly NamedKind[] = ['image', 'audio', 'video', 'text'];
const TITLE = { least: 3, most: 50 };

/** A title that a project may have, from the name of its folder. */
function titleOf(path: string): string {
  const name = [...(baseName(path) || 'Project')].slice(0, TITLE.most).join('').trim();
  return name.length >= TITLE.least ? name : `Folder ${name}`;
}

/** How the files of a folder become tasks: what most of them are decides, and a filter leaves the others out. */
export function proposeProject({ path, folders, kinds }: CountedFolder): ProjectProposal {
  const base = { title: titleOf(path), recursive_scan: folders > 0 };
  const most = MEDIA.reduce((a, b) => (kinds[b] > kinds[a] ? b : a));
  if (kinds[most] === 0 && kinds.tasks > 0) {
    const alone = kinds.other === 0;
    return { ...base, use_blob_urls: false, regex_filter: alone ? null : filterFor(['tasks']), template: 'none' };
  }
  const total = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  const template = kinds[most] > 0 ? labelingTemplates.find(({ kind }) => kind === most)?.id : undefined;
  return {
    ...base,
    use_blob_urls: true,
    regex_filter: kinds[most] === 0 || kinds[most] === total ? null : filterFor([most]),
    template: template ?? 'none',
  };
}
