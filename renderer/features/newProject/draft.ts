import type { FolderContents, LabelingTemplate, ProjectProposal } from '../../../main/contract/folders.ts';
import type { NewProjectFields } from '../../api/newProject.ts';
import { kindsOfFilter } from '../../ui/kindFilter.ts';
import { previewSentence } from '../../ui/previewSentence.ts';

/** What a person may change of the proposal; what they have not touched follows the counting. */
export interface Draft extends Omit<ProjectProposal, 'regex_filter'> {
  regex_filter: string;
  /** Chosen in the same press; empty when the folder lies below the one in force. */
  document_root: string;
}

/** The proposal with a person's own choices on top. */
export const draftOf = ({ proposal, proposed_root }: FolderContents, own: Partial<Draft>): Draft => ({
  ...proposal,
  regex_filter: proposal.regex_filter ?? '',
  document_root: proposed_root ?? '',
  ...own,
});

/** What the draft makes of the folder, in a sentence; null while it is counted, and for a filter that only the sync can tell. */
export function outlook({ done, files, kinds }: FolderContents, draft: Draft): string | null {
  const named = kindsOfFilter(draft.regex_filter);
  if (!done || named === null) return null;
  const matched = named.length ? named.reduce((sum, kind) => sum + (kinds[kind] ?? 0), 0) : files;
  const words = previewSentence({ matched, filtered_out: files - matched }, draft.use_blob_urls);
  return matched ? words : `${words} The project begins without tasks; sync it when there are files.`;
}

/** The draft as the server wants it. */
export function fieldsOf(path: string, draft: Draft, templates: LabelingTemplate[]): NewProjectFields {
  const template = templates.find(({ id }) => id === draft.template);
  return {
    path,
    title: draft.title,
    use_blob_urls: draft.use_blob_urls,
    recursive_scan: draft.recursive_scan,
    regex_filter: draft.regex_filter || null,
    label_config: template?.label_config ?? null,
    document_root: draft.document_root || null,
  };
}
