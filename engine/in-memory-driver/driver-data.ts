import type { EndInstance, PublishMessage, RunJob } from '../protocol/commands.js';
import type { UntimedInput } from '../protocol/inputs.js';
import type { Variables } from '../protocol/json.js';
import type { TraceRecord } from '../protocol/trace.js';
import type { StartTimerPlan, StartTrigger } from '../start-triggers.js';
import type { InstanceState } from '../state/instance-state.js';

/** One trace record with its place in the story of its instance. */
export interface InMemoryFact {
  readonly seq: number;
  readonly occurredAt: number;
  readonly record: TraceRecord;
}

export interface InMemoryInstance {
  readonly instanceId: string;
  readonly processId: string;
  /** The version that the instance is pinned to. */
  readonly programHash: string;
  /** Of called instances. */
  readonly parent?: { readonly instanceId: string; readonly childId: string };
  /** Correlation key of the message that began it: no other such message begins one while it runs. */
  startKey?: string;
  state: InstanceState;
  readonly facts: InMemoryFact[];
  /** Jobs that nobody has answered, by job id. */
  readonly openJobs: Record<string, RunJob>;
  /** Set when the instance has ended. */
  outcome?: EndInstance['outcome'];
  variables?: Variables;
}

/** A timer that begins instances of a process. */
export interface StartTimer {
  readonly timerId: string;
  readonly processId: string;
  readonly trigger: StartTrigger;
  readonly plan: StartTimerPlan;
}

/** A published message that waits for a subscription. */
export interface BufferedMessage {
  readonly message: PublishMessage;
  readonly expiresAt: number;
}

/** A message that a suspended instance keeps; if it does not take it when it is resumed, it goes elsewhere. */
export interface KeptMessage extends BufferedMessage {
  readonly instanceId: string;
  readonly subscriptionId: string;
}

/** Everything the driver knows, as plain JSON: it can be stored, sent, and taken up again. */
export interface InMemoryData {
  readonly version: 1;
  now: number;
  /** Number of root instances so far. */
  started: number;
  /** In order of their start. */
  readonly instances: Record<string, InMemoryInstance>;
  /** Inputs not applied yet. */
  readonly queue: { readonly instanceId: string; readonly input: UntimedInput }[];
  buffered: BufferedMessage[];
  /** Left out, there are none. */
  kept?: readonly KeptMessage[];
  /** Left out, there are none. */
  startTimers?: readonly StartTimer[];
}
