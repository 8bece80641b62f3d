import { useState } from 'react';
import type { FolderContents, LabelingTemplate, ProjectProposal } from '../../../main/contract/folders.ts';
import type { NewProjectFields } from '../../api/newProject.ts';

/** What a person may change of the proposal; what they have not touched follows the counting. */
export interface Draft extends Omit<ProjectProposal, 'regex_filter'> {
  regex_filter: string;
  /** Chosen in the same press; empty when the folder lies below the one in force. */
  document_root: string;
}

/** The proposal with a person's own choices on top. */
export function useDraft(contents: FolderContents | undefined) {
  const [own, setOwn] = useState<Partial<Draft>>({});
  const proposal = contents?.proposal;
  const draft: Draft | null = proposal
    ? { ...proposal, regex_filter: proposal.regex_filter ?? '', document_root: contents.proposed_root ?? '', ...own }
    : null;
  return { draft, change: (changes: Partial<Draft>) => setOwn((before) => ({ ...before, ...changes })) };
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
