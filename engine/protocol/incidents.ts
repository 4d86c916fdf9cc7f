/** What kind of expected failure stopped a token. Operators filter by it, so values are stable. */
export type IncidentCode =
  | 'expressionFailed'
  | 'conditionNotBoolean'
  | 'noFlowChosen'
  | 'jobFailed'
  | 'unhandledError'
  | 'timerInvalid'
  | 'assignmentInvalid'
  | 'calledProcessMissing'
  | 'calledDecisionMissing'
  | 'decisionFailed'
  | 'childFailed'
  | 'correlationKeyInvalid'
  | 'variablesTooLarge'
  | 'clockInvalid'
  | 'loopBoundExceeded'
  | 'loopItemsInvalid'
  | 'inputUnavailable'
  | 'outputUnavailable'
  | 'dataTypeInvalid'
  | 'callTooDeep'
  | 'adHocActivityInvalid';

/**
 * An expected run-time failure: the token stands where it is until an operator retries or cancels.
 *
 * `details` carries what a person needs to mend it: the expression, the position in it and the values used.
 */
export interface Incident {
  readonly incidentId: string;
  readonly code: IncidentCode;
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly message: string;
  readonly raisedAt: number;
  readonly details?: {
    readonly expression?: string;
    readonly from?: number;
    readonly to?: number;
    readonly values?: string;
    readonly jobId?: string;
    readonly decisionId?: string;
  };
}
