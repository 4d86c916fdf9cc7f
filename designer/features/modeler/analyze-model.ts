import type { JudgedDifference } from '../../../engine/tailoring/index.js';
import type { Difference, ModelProblem } from '../../../server/contract/index.js';

export interface Analysis {
  readonly problems: readonly ModelProblem[];
  readonly differences: readonly Difference[];
  /** Ids of the differences that stand in the way. */
  readonly blockers: readonly string[];
  readonly isDeployable: boolean;
}

export interface AnalysisInput {
  readonly xml: string;
  readonly formIds: readonly string[];
  readonly baseXml: string | undefined;
  readonly reasons: Readonly<Record<string, string>>;
}

function toDifference({
  consequences: _consequences,
  insertedIn: _insertedIn,
  elementType: _type,
  ...judged
}: JudgedDifference): Difference {
  return { ...judged, params: { ...judged.params } };
}

/** Problems and judged differences, by the same code that the server trusts; the server decides in the end. */
export async function analyzeModel({
  xml,
  formIds,
  baseXml,
  reasons,
}: AnalysisInput): Promise<Analysis> {
  const [parser, tailoring] = await Promise.all([
    import('../../../engine/parser/index.js'),
    import('../../../engine/tailoring/index.js'),
  ]);
  const { problems } = await parser.compileBpmn(xml, { formIds });
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  const found = problems.map((problem) => ({ ...problem, params: { ...problem.params } }));
  if (baseXml === undefined)
    return { problems: found, differences: [], blockers: [], isDeployable: !hasErrors };
  const [standard, tailored] = await Promise.all([
    parser.parseBpmn(baseXml),
    parser.parseBpmn(xml),
  ]);
  if (standard.definitions === undefined || tailored.definitions === undefined) {
    return { problems: found, differences: [], blockers: [], isDeployable: false };
  }
  const check = tailoring.checkTailoring(
    tailoring.readModel(standard.definitions),
    tailoring.readModel(tailored.definitions),
    reasons,
  );
  return {
    problems: found,
    differences: check.differences.map(toDifference),
    blockers: [...check.blockers],
    isDeployable: check.isDeployable && !hasErrors,
  };
}
