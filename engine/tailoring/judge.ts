import type { JsonValue } from '../protocol/json.js';
import { applyDifferences } from './apply-differences.js';
import { flattenDifferences, type Difference } from './difference.js';
import { findBypasses } from './find-bypasses.js';
import {
  judgeAdded,
  judgeClock,
  judgeMoved,
  judgeRemoved,
  judgeReplaced,
  judgeRewired,
  labelOf,
} from './judge-element.js';
import { judgeProperty } from './judge-property.js';
import type { Finding, JudgedDifference, Verdict } from './judged-difference.js';
import { formatMessage, type MessageParams } from './messages.js';
import type { TailoringModel } from './model.js';

/** Reasons by difference id. */
export type Reasons = Readonly<Record<string, string>>;

/**
 * Gives every difference its verdict by the guidelines of the standard alone, and adds the mandatory
 * elements that the differences let a token pass by. Guidelines of the tailored copy do not count.
 */
export function judge(
  differences: readonly Difference[],
  standard: TailoringModel,
  reasons: Reasons = {},
): readonly JudgedDifference[] {
  const all = [...differences, ...listBypasses(differences, standard)];
  return all.map((difference) => {
    return conclude(
      difference,
      findVerdict(difference, standard),
      reasons[difference.differenceId],
    );
  });
}

/** What else decides where tokens go, besides elements and flows that come, go or change places. */
const steering = /^(condition|default|interrupting|event\.link|attribute\.isForCompensation)$/;

function listBypasses(
  differences: readonly Difference[],
  standard: TailoringModel,
): readonly Difference[] {
  const hasOtherWays = flattenDifferences(differences).some(({ kind, property }) => {
    return property === undefined || (kind === 'changed' && steering.test(property));
  });
  return hasOtherWays ? findBypasses(standard, applyDifferences(standard, differences)) : [];
}

export function findVerdict(difference: Difference, standard: TailoringModel): Finding {
  switch (difference.kind) {
    case 'added':
      return judgeAdded(difference, standard);
    case 'removed':
      return judgeRemoved(difference, standard);
    case 'replaced':
      return judgeReplaced(difference, standard);
    case 'moved':
      return judgeMoved(difference, standard);
    case 'changed':
      return judgeProperty(difference, standard);
    case 'clockAdded':
    case 'clockRemoved':
      return judgeClock(difference, standard);
    case 'rewired':
      return judgeRewired(difference, standard);
    case 'redrawn':
      return { verdict: 'allowed', rule: 'redrawn' };
    case 'disconnected':
      return { verdict: 'needsWaiver', rule: 'disconnected' };
    case 'bypassed': {
      const rule = difference.before === undefined ? 'unreachable' : 'bypassed';
      return { verdict: 'forbidden', rule };
    }
  }
}

/** Adds message and reason; what is allowed with a reason needs one until it is given. */
export function conclude(
  difference: Difference,
  finding: Finding,
  givenReason: string | undefined,
): JudgedDifference {
  const reason = givenReason?.trim();
  const isReasonRequired = finding.isReasonRequired === true;
  const hasReason = reason !== undefined && reason !== '';
  const verdict: Verdict = isReasonRequired && !hasReason ? 'needsReason' : finding.verdict;
  const params = { ...describeDifference(difference), ...finding.params };
  return {
    ...difference,
    verdict,
    ...(finding.guidelineId === undefined ? {} : { guidelineId: finding.guidelineId }),
    isReasonRequired,
    ...(hasReason ? { reason } : {}),
    rule: finding.rule,
    params,
    message: formatMessage(finding.rule, params),
  };
}

function describeDifference(difference: Difference): MessageParams {
  return {
    element: labelOf(difference),
    property: difference.property ?? '',
    before: formatValue(difference.before),
    after: formatValue(difference.after),
  };
}

function formatValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
