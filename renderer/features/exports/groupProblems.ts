interface ExportProblem {
  annotation: number;
  problem: string;
}

/** The same words for many annotations once, in the order in which they come first. */
export function groupProblems(problems: readonly ExportProblem[]): { problem: string; annotations: number[] }[] {
  const groups = new Map<string, number[]>();
  for (const { annotation, problem } of problems) groups.set(problem, [...(groups.get(problem) ?? []), annotation]);
  return [...groups].map(([problem, annotations]) => ({ problem, annotations }));
}
