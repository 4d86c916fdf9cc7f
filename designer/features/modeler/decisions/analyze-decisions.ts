import type { ModelProblem } from '../../../../server/contract/index.js';
import type { DecisionFile } from './new-decisions.js';

/** What is wrong with the decision files, by the same code that the server trusts. */
export async function analyzeDecisions(
  files: readonly DecisionFile[],
): Promise<readonly ModelProblem[]> {
  if (files.length === 0) return [];
  const { compileDmn } = await import('../../../../engine/dmn/parser/index.js');
  const results = await Promise.all(
    files.map(async (file) => {
      const imports = files.filter((other) => other !== file).map(({ xml }) => xml);
      const { problems } = await compileDmn(file.xml, { imports });
      return problems.map((problem) => ({
        ...problem,
        file: file.name,
        params: { ...problem.params },
      }));
    }),
  );
  return results.flat();
}
