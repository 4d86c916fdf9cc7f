import { compareModels } from './compare-models.js';
import { changeOf } from './compare-properties.js';
import { conclude, judge, type Reasons } from './judge.js';
import type { JudgedDifference } from './judged-difference.js';
import { formatMessage, type MessageParams, type RuleId } from './messages.js';
import { nameOf, type TailoringElement, type TailoringModel } from './model.js';

/** Something worth knowing that stands in nobody's way. */
export interface TailoringNotice {
  readonly elementId: string;
  readonly rule: RuleId;
  readonly params: MessageParams;
  readonly message: string;
}

export interface TailoringCheck {
  readonly differences: readonly JudgedDifference[];
  /** Every difference is allowed, and has its reason where one is required. */
  readonly isDeployable: boolean;
  /** Ids of the differences that stand in the way. */
  readonly blockers: readonly string[];
  readonly notices: readonly TailoringNotice[];
}

/** Compares a tailored process with the version of the standard it is based on, and judges every difference. */
export function checkTailoring(
  standard: TailoringModel,
  tailored: TailoringModel,
  reasons: Reasons = {},
): TailoringCheck {
  const renamed = findRenamedProcess(standard, tailored);
  const aligned = renamed === undefined ? tailored : withProcessId(tailored, renamed);
  const differences = [
    ...(renamed === undefined ? [] : [forbidRenaming(renamed)]),
    ...judge(compareModels(standard, aligned), standard, reasons),
  ];
  const blockers = differences
    .filter(({ verdict }) => verdict !== 'allowed')
    .map(({ differenceId }) => differenceId);
  const notices = findIgnoredGuidelines(standard, tailored);
  return { differences, isDeployable: blockers.length === 0, blockers, notices };
}

interface RenamedProcess {
  readonly before: TailoringElement;
  readonly after: TailoringElement;
}

/** Instances find their variant by the id of the process, so a copy keeps it. */
function findRenamedProcess(
  standard: TailoringModel,
  tailored: TailoringModel,
): RenamedProcess | undefined {
  const [before, ...others] = listProcesses(standard);
  const [after, ...more] = listProcesses(tailored);
  if (before === undefined || after === undefined) return undefined;
  return others.length > 0 || more.length > 0 || before.id === after.id
    ? undefined
    : { before, after };
}

function listProcesses(model: TailoringModel): readonly TailoringElement[] {
  return Object.values(model.elements).filter(({ type }) => type === 'process');
}

function withProcessId(model: TailoringModel, { before, after }: RenamedProcess): TailoringModel {
  const elements = Object.values(model.elements).map((element): [string, TailoringElement] => {
    if (element.id === after.id) return [before.id, { ...element, id: before.id }];
    if (element.scope !== after.id) return [element.id, element];
    return [element.id, { ...element, scope: before.id }];
  });
  return { ...model, elements: Object.fromEntries(elements) };
}

function forbidRenaming({ before, after }: RenamedProcess): JudgedDifference {
  const change = changeOf(before, 'id', before.id, after.id);
  return conclude(change, { verdict: 'forbidden', rule: 'processIdChanged' }, undefined);
}

/** Guidelines that the copy changed or added; those it merely kept are no news. */
function findIgnoredGuidelines(
  standard: TailoringModel,
  tailored: TailoringModel,
): readonly TailoringNotice[] {
  return Object.entries(tailored.guidelines)
    .filter(([id, own]) => JSON.stringify(own) !== JSON.stringify(standard.guidelines[id]))
    .map(([elementId]) => {
      const element = tailored.elements[elementId];
      const params = { element: (element && nameOf(element)) ?? elementId };
      const rule = 'guidelineIgnored';
      return { elementId, rule, params, message: formatMessage(rule, params) };
    });
}
