import type { InstanceState } from '../state/instance-state.js';
import type { Command } from './commands.js';
import type { InputRefusal } from './inputs.js';
import type { TraceRecord } from './trace.js';

/** What one input has led to. */
export interface StepResult {
  readonly state: InstanceState;
  /** Effects to perform, in order. */
  readonly commands: readonly Command[];
  /** What happened, in order. */
  readonly trace: readonly TraceRecord[];
  /** Set when the input was not applied: state unchanged, no commands, no trace. */
  readonly refusal?: InputRefusal;
}
