import { checkForm } from '../../../engine/forms/index.js';
import { loadScriptCheck } from '../../../engine/javascript/script-check.mjs';
import { compileBpmn, parseBpmn, type Problem } from '../../../engine/parser/index.js';
import {
  checkTailoring,
  readModel,
  withDecisionRules,
  type JudgedDifference,
} from '../../../engine/tailoring/index.js';
import {
  findSharedStarts,
  listMessageStarts,
  readStartTriggers,
  type Program,
  type SharedStart,
} from '../../../engine/index.js';
import { findSoundnessProblems } from '../../../engine/verification/index.js';
import {
  stepDescriptors,
  type Difference,
  type ModelProblem,
  type NamedForm,
} from '../../contract/index.js';
import type { ModelChecker, ModelQuestion } from './model-checker.js';

/** Checks models with the engine's own compiler and the guidelines of the pinned standard. */
export const checkModel: ModelChecker = async (question) => {
  const formIds = question.forms.map((form) => form.formId);
  const check = await loadScriptCheck(question.xml);
  const { decisionIds } = question.decisions;
  const options = { formIds, decisionIds, jobs: stepDescriptors, ...check };
  const { programs, drawn, problems } = await compileBpmn(question.xml, options);
  const all: ModelProblem[] = [
    ...problems.map(describeProblem),
    ...programs.flatMap(findUnstartable),
    ...programs.flatMap((program) => findSoundnessProblems(program, problems)),
    ...findSharedStarts(programs.flatMap(listMessageStarts)).map(describeSharedStart),
    ...question.forms.flatMap(findFormProblems),
  ];
  const { differences, blockers } = await judgeDifferences(question);
  const hasErrors = all.some((problem) => problem.severity === 'error');
  const holdsAny = programs.length > 0 || drawn.length > 0;
  return {
    problems: all,
    differences,
    blockers,
    isDeployable: !hasErrors && blockers.length === 0 && holdsAny,
    programs,
    drawn,
  };
};

function describeProblem(problem: Problem): ModelProblem {
  const { params, ...rest } = problem;
  return { ...rest, params: { ...params } };
}

export function describeSharedStart({ params, ...start }: SharedStart): ModelProblem {
  const { name, processIds } = params;
  return { ...start, severity: 'warning', params: { name, processIds: [...processIds] } };
}

/** What begins a process must be known when it is deployed: there is no instance that could compute it. */
function findUnstartable(program: Program): ModelProblem[] {
  const { problems } = readStartTriggers(program, { at: Date.now(), zone: 'UTC' });
  return problems.map(({ elementId, name, kind, message }) => ({
    elementId,
    elementName: name,
    rule: 'startTriggerUnknown',
    severity: 'error' as const,
    message: `Start by ${kind} at '${name === '' ? elementId : name}': ${message}`,
    params: { kind },
  }));
}

function findFormProblems({ formId, schema }: NamedForm): ModelProblem[] {
  return checkForm(schema).map((problem) => ({
    rule: 'formInvalid',
    severity: 'error' as const,
    message: `Form '${formId}': ${problem.message}`,
    params: { formId },
  }));
}

async function judgeDifferences(
  question: ModelQuestion,
): Promise<{ differences: Difference[]; blockers: string[] }> {
  if (question.baseXml === undefined) return { differences: [], blockers: [] };
  const [standard, tailored] = await Promise.all([
    parseBpmn(question.baseXml),
    parseBpmn(question.xml),
  ]);
  // What cannot be read has problems that block it already.
  if (!standard.definitions || !tailored.definitions) return { differences: [], blockers: [] };
  const { rules } = question.decisions;
  const check = checkTailoring(
    withDecisionRules(readModel(standard.definitions), rules.standard),
    withDecisionRules(readModel(tailored.definitions), rules.tailored),
    question.reasons,
  );
  return { differences: check.differences.map(describeDifference), blockers: [...check.blockers] };
}

function describeDifference(one: JudgedDifference): Difference {
  return {
    differenceId: one.differenceId,
    kind: one.kind,
    elementId: one.elementId,
    ...(one.elementName === undefined ? {} : { elementName: one.elementName }),
    ...(one.property === undefined ? {} : { property: one.property }),
    ...(one.before === undefined ? {} : { before: one.before }),
    ...(one.after === undefined ? {} : { after: one.after }),
    verdict: one.verdict,
    ...(one.guidelineId === undefined ? {} : { guidelineId: one.guidelineId }),
    isReasonRequired: one.isReasonRequired,
    ...(one.reason === undefined ? {} : { reason: one.reason }),
    rule: one.rule,
    message: one.message,
    params: { ...one.params },
  };
}
