import type { SyncIssue } from '../../api/issues.ts';
import { asSentence } from '../../ui/words.ts';

/** Where in a file something is wrong: "line 12"; nothing when it is the whole file. */
export const placeOf = ({ place, number }: SyncIssue) => (place === 'file' ? '' : `${place} ${number}`);

/** One line for each: file, place, what is wrong, what to do, with tabs between, as a table takes it. */
export const issuesAsText = (issues: readonly SyncIssue[]) =>
  issues
    .map((issue) => [issue.file, placeOf(issue), asSentence(issue.reason), issue.advice])
    .map((cells) => cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t'))
    .join('\n');
