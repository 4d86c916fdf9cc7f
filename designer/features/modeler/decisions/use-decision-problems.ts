import { useQuery } from '@tanstack/react-query';
import type { ModelProblem } from '../../../../server/contract/index.js';
import { analyzeDecisions } from './analyze-decisions.js';
import type { DecisionFile } from './new-decisions.js';

const none: readonly ModelProblem[] = [];

/** Problems of the decision files as they are now; those of a moment ago until they are known. */
export function useDecisionProblems(files: readonly DecisionFile[]): {
  readonly problems: readonly ModelProblem[];
  readonly isStale: boolean;
} {
  const { data = none, isPlaceholderData } = useQuery({
    queryKey: ['decision-problems', files],
    queryFn: () => analyzeDecisions(files),
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
  return { problems: data, isStale: isPlaceholderData };
}
