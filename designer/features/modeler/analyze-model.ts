import type {
  Difference as ModelDifference,
  JudgedDifference,
} from '../../../engine/tailoring/index.js';
import {
  stepDescriptors,
  type Difference,
  type ModelProblem,
} from '../../../server/contract/index.js';
import type { Consequence } from '../../components/difference-words.js';

/** A difference with the changes that only follow from it. */
export interface AnalyzedDifference extends Difference {
  readonly consequences: readonly Consequence[];
}

/** Something worth knowing that stands in nobody's way. */
export interface Notice {
  readonly elementId: string;
  readonly rule: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Analysis {
  readonly problems: readonly ModelProblem[];
  readonly differences: readonly AnalyzedDifference[];
  readonly notices: readonly Notice[];
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

const flatten = (differences: readonly ModelDifference[]): readonly ModelDifference[] =>
  differences.flatMap((one) => [one, ...flatten(one.consequences)]);

function toDifference({
  consequences,
  insertedIn: _insertedIn,
  elementType: _type,
  ...judged
}: JudgedDifference): AnalyzedDifference {
  return { ...judged, params: { ...judged.params }, consequences: flatten(consequences) };
}

/** What is known of a model before it has been looked at. */
export const nothing: Analysis = {
  problems: [],
  differences: [],
  notices: [],
  blockers: [],
  isDeployable: false,
};

/** Markings looked at while somebody draws, so that it takes about as long as compiling. Deploying looks at more. */
const statesWhileDrawing = 2_000;

/** Problems and judged differences, by the same code that the server trusts; the server decides in the end. */
export async function analyzeModel({
  xml,
  formIds,
  baseXml,
  reasons,
}: AnalysisInput): Promise<Analysis> {
  const [parser, tailoring, verification] = await Promise.all([
    import('../../../engine/parser/index.js'),
    import('../../../engine/tailoring/index.js'),
    import('../../../engine/verification/index.js'),
  ]);
  const { programs, problems } = await parser.compileBpmn(xml, { formIds, jobs: stepDescriptors });
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  const unsound = programs.flatMap((program) =>
    verification.findSoundnessProblems(program, problems, { maxStates: statesWhileDrawing }),
  );
  const found = [...problems, ...unsound].map((problem) => ({
    ...problem,
    params: { ...problem.params },
  }));
  if (baseXml === undefined) return { ...nothing, problems: found, isDeployable: !hasErrors };
  const [standard, tailored] = await Promise.all([
    parser.parseBpmn(baseXml),
    parser.parseBpmn(xml),
  ]);
  if (standard.definitions === undefined || tailored.definitions === undefined) {
    return { ...nothing, problems: found };
  }
  const check = tailoring.checkTailoring(
    tailoring.readModel(standard.definitions),
    tailoring.readModel(tailored.definitions),
    reasons,
  );
  return {
    problems: found,
    differences: check.differences.map(toDifference),
    notices: check.notices,
    blockers: [...check.blockers],
    isDeployable: check.isDeployable && !hasErrors,
  };
}
