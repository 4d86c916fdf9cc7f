import { useMemo } from 'react';
import type { Analysis, AnalysisInput } from './analyze-model.js';
import type { DecisionFile } from './decisions/new-decisions.js';
import { useDecisionProblems } from './decisions/use-decision-problems.js';
import { useAnalysis } from './use-analysis.js';

/** What is known of the whole draft: of the process, and of the decisions that come with it. */
export function useDraftAnalysis(
  files: readonly DecisionFile[],
  input: AnalysisInput,
): { readonly analysis: Analysis; readonly isStale: boolean } {
  const { analysis, isStale } = useAnalysis(input);
  const decisions = useDecisionProblems(files);
  const whole = useMemo(
    () => ({
      ...analysis,
      problems: [...analysis.problems, ...decisions.problems],
      isDeployable:
        analysis.isDeployable && decisions.problems.every(({ severity }) => severity !== 'error'),
    }),
    [analysis, decisions.problems],
  );
  return { analysis: whole, isStale: isStale || decisions.isStale };
}
