import type { Program } from '../../../engine/index.js';
import type { CheckResult, NamedForm } from '../../contract/index.js';
import type { CheckedDecisions } from './check-decisions.js';

export interface ModelQuestion {
  readonly xml: string;
  readonly forms: readonly NamedForm[];
  /** The pinned standard, for a tailored process. */
  readonly baseXml?: string;
  readonly decisions: Pick<CheckedDecisions, 'decisionIds' | 'rules'>;
  readonly reasons: Readonly<Record<string, string>>;
}

/** What a model holds: programs of what can run, and processes that are only drawn. */
export interface ModelContent {
  readonly programs: readonly Program[];
  readonly drawn: readonly { readonly processId: string; readonly name: string }[];
}

/** Compiles a model and, for a tailored one, judges what it does differently. */
export type ModelChecker = (question: ModelQuestion) => Promise<CheckResult & ModelContent>;
