import type { SyncIssue } from '../../api/issues.ts';

/** Where in a file something is wrong: "line 12"; nothing when it is the whole file. */
export const placeOf = ({ place, number }: SyncIssue) => (place === 'file' ? '' : `${place} ${number}`);

/** Reasons are stored as the rest of a sentence about the file. */
export const asSentence = (words: string) => {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};

/** One line for each: file, place, what is wrong, what to do, with tabs between, as a table takes it. */
export const issuesAsText = (issues: readonly SyncIssue[]) =>
  issues
    .map((issue) => [issue.file, placeOf(issue), asSentence(issue.reason), issue.advice])
    .map((cells) => cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t'))
    .join('\n');
