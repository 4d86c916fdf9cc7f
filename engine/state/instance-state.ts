import type { ServiceTimeLedger } from '../clocks/ledger.js';
import type { ElementData } from '../model/program.js';
import type { ClockChange, Commitment } from '../protocol/clock-terms.js';
import type { CaughtErrors } from '../protocol/commands.js';
import type { Incident } from '../protocol/incidents.js';
import type { Input } from '../protocol/inputs.js';
import type { JsonValue, Variables } from '../protocol/json.js';
import type { Completers } from './completers.js';
import type { Phase } from './phase.js';

/** How far a loop has come that repeats one element. */
export interface LoopState {
  begun: number;
  completed: number;
  /** Of a multi-instance: how many there are in all. */
  readonly total?: number;
  /** How many were ended because the completion condition held. */
  terminated?: number;
  /** What each one is for; left out once all have begun. */
  items?: readonly JsonValue[];
  /** What each one has given, in their order. */
  readonly results?: JsonValue[];
}

/** What is told of a loop that is over. */
export type LoopFacts = Omit<LoopState, 'items' | 'results'>;

/**
 * One activation of an element that has not ended. Scopes hold their inner ones as a chain in order of activation.
 *
 * Keys are `e` and a number of the instance's counter; an empty key means none. (Numbers alone would be worse: objects
 * whose keys are large numbers that come and go grow slower with each.)
 */
export interface ElementInstance {
  readonly key: string;
  /** Position in the program's elements. */
  readonly element: number;
  /** Key of the enclosing scope's instance; empty for the process. */
  readonly scope: string;
  phase: Phase;
  /** Inner instances, tokens under way and tokens waiting at joins: the scope ends when it is 0. */
  tokens: number;
  firstInner: string;
  lastInner: string;
  previous: string;
  next: string;
  /** An event sub-process has interrupted this scope: its others start no more. */
  isInterrupted?: boolean;
  /** Variables of its own; scopes and elements with inputs have some. */
  variables?: Variables;
  data?: ElementData;
  /** Ids of what it waits for. */
  waits?: string[];
  /** Ids of its open incidents. */
  incidents?: string[];
  /** Activities completed inside that can still be compensated, the one to be compensated first as the last. */
  completed?: CompletedActivity[];
  /** A terminate end event or an event sub-process has ended its content: it does not count as completed any more. */
  isUncompensable?: boolean;
  /** It is rolled back, and leaves by its cancel event when that is done. */
  isCanceled?: boolean;
  /** Its place in the order of compensation is this one, not that of its completion. */
  compensationRank?: number;
  /** Compensations under way inside. */
  compensations?: Compensation[];
  /** Compensations that it waits for. */
  awaited?: number;
  /** It is part of a compensation. */
  compensating?: CompensationPart;
  /** Tokens that wait at joins inside, by flow. */
  parked?: Record<number, number>;
  /** Joins inside that are decided only when all else has come to rest. */
  settling?: SettlingJoin[];
  /** Of the listeners of its phase, the one at work. */
  listening?: ListeningState;
  clocks?: ClockState[];
  /** Of a scope: who has completed user tasks inside; the process names all of which it is asked. */
  completers?: Completers[];
  /** Of a loop. */
  loop?: LoopState;
  /** Of what a loop repeats: which one it is, counted from 1. */
  loopCounter?: number;
  /** Of parallel multiple events it waits for, by event: which of their definitions have occurred. */
  gathered?: Record<number, GatheredEvent>;
}

interface ListeningState {
  readonly position: number;
  /** What its worker has answered, not taken in yet. */
  readonly answer?: Variables;
}

/** A parallel multiple event on its way: some of its definitions have occurred, others not yet. */
export interface GatheredEvent {
  /** Positions among the definitions of the event, in order of their occurrence. */
  readonly definitions: readonly number[];
  readonly variables: Variables;
  /** Ended waits that begin again with the next round, if the event does not interrupt. */
  readonly waits: readonly EventWait[];
}

/** A completed activity, as its scope remembers it as long as it can be compensated. */
export interface CompletedActivity {
  /** Position in the program's elements. */
  readonly element: number;
  /** Key of the instance that completed. */
  readonly key: string;
  /** What has a higher one is compensated before. */
  readonly rank: number;
  /** Its own variables at its completion. */
  readonly variables?: Variables;
  /** What had completed inside. */
  readonly completed?: readonly CompletedActivity[];
  /** Of a loop: how often it had been repeated. */
  readonly loop?: LoopFacts;
  /** It was ended before it had completed: only what had completed inside can be compensated. */
  readonly isPartial?: boolean;
}

/** Several completed activities are compensated one after another. */
export interface Compensation {
  readonly compensationId: string;
  /** Key of the event instance that goes on afterwards. */
  readonly waiter?: string;
  /** What is left, the next one as the last, each in the scope (key) that it had completed in. */
  readonly rest: { readonly scope: string; readonly activity: CompletedActivity }[];
}

/** Of an instance that compensates an activity: the compensation to go on with when it has ended. */
export interface CompensationPart {
  /** Key of the scope that holds the compensation. */
  readonly holder: string;
  readonly compensationId: string;
  /** A completed scope, restored so that something inside it can be compensated; it has no events on or in it and leaves by no flow. */
  readonly isRestored: boolean;
}

/** A join by its element, and the key of its instance if it has begun one that goes on. */
export interface SettlingJoin {
  readonly element: number;
  readonly key: string;
}

/** Repetition of a timer: the n-th due instant is `anchor` plus n intervals. */
export interface TimerCycle {
  readonly anchor: number;
  /** ISO duration, or a cron expression. */
  readonly interval: string;
  /** The interval is a cron expression; the anchor is then the time before. */
  readonly isCron?: true;
  /** Zone of the timer; left out, that of the instance. */
  readonly zone?: string;
  readonly fired: number;
  /** Times in all; -1 without end. */
  readonly times: number;
  /** The first time is the anchor itself. */
  readonly isAnchorFirst?: boolean;
  readonly endAt?: number;
}

/** Something outside that the instance waits for; `owner` is the key of the element instance it ends with. */
export type Wait =
  | {
      readonly type: 'timer';
      readonly owner: string;
      readonly event: number;
      /** Position among the event's definitions; left out, the first. */
      readonly definition?: number;
      readonly dueAt: number;
      readonly cycle?: TimerCycle;
    }
  | {
      readonly type: 'clockTimer';
      readonly owner: string;
      readonly clock: number;
      readonly threshold: number;
      readonly dueAt: number;
    }
  | {
      readonly type: 'subscription';
      readonly owner: string;
      readonly event: number;
      readonly definition?: number;
      readonly kind: 'message' | 'signal';
      readonly name: string;
      readonly correlationKey?: string;
    }
  /** Of a conditional event. */
  | {
      readonly type: 'condition';
      readonly owner: string;
      readonly event: number;
      readonly definition?: number;
      /** What it was when it was last looked at; left out, it was not yet. */
      readonly isTrue?: boolean;
    }
  | {
      readonly type: 'task';
      readonly owner: string;
      readonly assignmentEpoch: number;
      /** User names of those whom the task itself excludes. */
      readonly excluded?: readonly string[];
      /** Of a task that is separate from others: nobody but these is offered it. Left out, others may be. */
      readonly onlyUsers?: readonly string[];
    }
  | {
      readonly type: 'job';
      readonly owner: string;
      readonly isExternal?: true;
      /** Not the work of the element itself. */
      readonly isListener?: true;
    }
  /** Of a decision; with `refusesNull`, null is no answer. */
  | { readonly type: 'decision'; readonly owner: string; readonly refusesNull?: true }
  | { readonly type: 'child'; readonly owner: string };

/** A wait for one definition of an event. */
export type EventWait = Extract<Wait, { readonly event: number }>;

export interface ClockState {
  /** `instanceId:counter`; empty until its first start. */
  clockId: string;
  status: 'idle' | 'running' | 'paused' | 'stopped';
  ledger: ServiceTimeLedger[number][];
  /** Raised by every change, so that late answers are recognized. */
  revision: number;
  /** Of a clock with a commitment: what the agreement said last; 0 and empty before its first answer. */
  targetMs: number;
  calendarId: string;
  commitment?: Commitment;
  /** What its deadlines were derived by; left out, they never were. */
  calendarVersion?: string;
  agreementId?: string;
  agreementVersion?: string;
  /** What has changed since its deadlines were derived; left out, nothing. */
  changes?: ClockChange[];
  /** Elements that hold it up now. */
  pausers: number;
  isPausedByCommand: boolean;
  /** Per threshold, whether it has been reached. */
  reached: boolean[];
}

/** An incident and what a retry of it does. */
export interface OpenIncident {
  readonly incident: Incident;
  readonly key: string;
  readonly retry:
    | { readonly type: 'phase' }
    | { readonly type: 'clock'; readonly clock: number }
    /** Looks at the condition again. */
    | { readonly type: 'condition'; readonly waitId: string };
}

/** A token under way: on a flow inside a scope, or (`flow` -1) about to begin an instance that exists already. */
export interface QueuedToken {
  flow: number;
  /** Of the scope, or of the instance. */
  key: string;
  /** What it brings to the instance that it begins. */
  data?: ElementData;
}

/** Everything an instance knows. Plain JSON; only `step` changes it. */
export interface InstanceState {
  readonly version: 1;
  readonly programHash: string;
  status: 'created' | 'running' | 'ended';
  instanceId: string;
  zone: string;
  businessKey?: string;
  /** How many calls lead to this instance; left out, none. */
  callDepth?: number;
  /** What is caught around the call that leads to this instance. */
  caughtErrors?: CaughtErrors;
  /** User name of who started it. */
  initiator: string;
  /** Latest time told by an input, epoch milliseconds. */
  now: number;
  /** Source of every id. */
  counter: number;
  /** Key of the process' own element instance. */
  root: string;
  /** Element instances that have not ended, by key. */
  instances: Record<string, ElementInstance>;
  waits: Record<string, Wait>;
  incidents: Record<string, OpenIncident>;
  /** Tokens held back when a step reached its bound; they go on when that incident is retried. */
  held: QueuedToken[];
  /** Keys of conversations that a message has set, by correlation key; left out if there are none. */
  conversations?: Record<string, string>;
  /** Waits for conditions, by the variables that these depend on; left out if there are none. */
  conditions?: Record<string, Record<string, true>>;
  /** Clocks that have begun, by the variables that what they count by depends on; left out if there are none. */
  clockTerms?: Record<string, Record<string, true>>;
  /** Keys of element instances that wait for their data inputs, in order of their arrival. */
  starved?: string[];
  /** Of a suspended instance: what has come since, in order. Left out, it is not suspended. */
  deferred?: Input[];
}
