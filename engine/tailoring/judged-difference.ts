import type { Difference } from './difference.js';
import type { MessageParams, RuleId } from './messages.js';

export type Verdict = 'allowed' | 'needsReason' | 'needsWaiver' | 'forbidden';

/** A difference with what the guidelines of the standard say of it. */
export interface JudgedDifference extends Difference {
  readonly verdict: Verdict;
  /** The guideline the verdict rests on; none, if no guideline speaks of the change. */
  readonly guidelineId?: string;
  /** Allowed only with a reason; `needsReason` until there is one. */
  readonly isReasonRequired: boolean;
  /** The reason that was given. */
  readonly reason?: string;
  readonly rule: RuleId;
  readonly params: MessageParams;
  /** The rule in English; other languages format `rule` and `params` themselves. */
  readonly message: string;
}

/** What a rule finds, before reasons are looked at. */
export interface Finding {
  readonly verdict: 'allowed' | 'needsWaiver' | 'forbidden';
  readonly rule: RuleId;
  readonly guidelineId?: string;
  readonly isReasonRequired?: boolean;
  readonly params?: MessageParams;
}

const severities = ['allowed', 'needsWaiver', 'forbidden'] as const;

/** The finding that weighs most; of equal ones the first. */
export function pickWorst(first: Finding, others: readonly Finding[]): Finding {
  return others.reduce((worst, finding) => {
    const isWorse = severities.indexOf(finding.verdict) > severities.indexOf(worst.verdict);
    return isWorse ? finding : worst;
  }, first);
}
