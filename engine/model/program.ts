import type { FeelAst } from '../expressions/feel-ast.js';
import type { JsonValue } from '../protocol/json.js';
import type { ElementType, EventDefinitionType } from './element-type.js';

/** An expression with its text, which messages quote. */
export interface ProgramExpression {
  readonly text: string;
  readonly ast: FeelAst;
}

/** A value of the model: a constant text, or computed when it is needed. */
export type ProgramValue =
  | { readonly type: 'constant'; readonly value: string }
  | { readonly type: 'expression'; readonly expression: ProgramExpression };

/** From an expression to a variable: one `input` or `output` of an element, or a data association. */
export interface ProgramMapping {
  readonly target: string;
  readonly source: ProgramValue;
  /** Of data associations: while one of these variables is null, there is nothing to map. */
  readonly needs?: readonly string[];
  /** The part of the target that is set, as the names that lead to it; left out, the whole. */
  readonly path?: readonly string[];
  /** FEEL type that the value must have unless it is null. */
  readonly valueType?: string;
}

/** What the data of an element (BPMN 2.0.2 section 10.4) asks for beyond its mappings. */
export interface ProgramData {
  /** Variables of its own that begin as null: data objects, properties, data inputs. */
  readonly locals: readonly string[];
  /** Input sets in order, each the variables it cannot do without; empty, nothing is waited for. */
  readonly inputSets: readonly (readonly string[])[];
  /** Output sets in order, each the variables that must be there in the end. */
  readonly outputSets: readonly (readonly string[])[];
  /** Data outputs: its result stays inside but for what is mapped. Of a process: all that its caller gets. */
  readonly results: readonly string[];
  /** Data objects that it leaves in another state: the variable of the state, and its name. */
  readonly states: readonly ProgramStateChange[];
}

export interface ProgramStateChange {
  readonly target: string;
  readonly state: string;
}

/** One trigger or result of an event; `attributes` belong to the event definition's own file. */
export interface ProgramEventDefinition {
  readonly type: EventDefinitionType;
  readonly attributes: ProgramAttributes;
}

/** What the compiler wrote for an element's or event definition's own file, which alone knows its shape. */
export type ProgramAttributes = Readonly<Record<string, unknown>>;

export interface ProgramThreshold {
  readonly kind: 'atRisk' | 'breach';
  /** Share of the target, for instance 0.8; 0 is the share that the agreement says. */
  readonly share: number;
  readonly escalationCode?: string;
}

/** A service-time clock declared on a process or an activity. */
export interface ProgramClock {
  readonly id: string;
  readonly name: string;
  /** ISO duration of service time. Without it, the agreement says target and calendar of the commitment. */
  readonly target?: ProgramValue;
  readonly calendar?: ProgramValue;
  readonly commitment?: ProgramValue;
  /** Left out beside a commitment: the variable `priority`, if there is one. */
  readonly priority?: ProgramValue;
  /** Variables whose change may change what it counts by; left out, none. */
  readonly dependsOn?: readonly string[];
  readonly isAutomatic: boolean;
  readonly thresholds: readonly ProgramThreshold[];
}

/** Points from an element to a clock of an enclosing element. */
interface ClockReference {
  /** Element that declares the clock. */
  readonly host: number;
  /** Position among the host's clocks. */
  readonly clock: number;
}

export interface ProgramClockPause extends ClockReference {
  readonly reason?: string;
}

export interface ProgramClockCommand extends ClockReference {
  readonly command: 'start' | 'pause' | 'resume' | 'stop';
  readonly on: 'enter' | 'leave';
}

/** An event that catches what is thrown below it: no waiting, only looked up. */
export interface ProgramHandler {
  readonly type: EventDefinitionType;
  /** Left out, it catches every code. */
  readonly code?: string;
  /** The catching boundary event, or the start event of an event sub-process. */
  readonly event: number;
  /** Position among the event's definitions; left out, the first. */
  readonly definition?: number;
}

/** How an activity is compensated once it has completed. */
export interface ProgramCompensation {
  /** The activity that its compensation boundary event leads to; -1 if there is none. */
  readonly handler: number;
  /** Start events of the compensation event sub-processes in it. Without these and a handler, what completed inside is compensated. */
  readonly starts: readonly number[];
}

/** When a listener runs: before the work of an element or its task begins, and when a person or the element is done. */
export type ListenerEvent = 'start' | 'create' | 'complete' | 'end';

/** A job that a worker does around the work of an element, which waits for it. */
export interface ProgramListener {
  readonly event: ListenerEvent;
  /** As of a service task. */
  readonly job: ProgramAttributes;
  /** What the worker gets; without any, all that the element sees. */
  readonly inputs: readonly ProgramMapping[];
  /** What is kept of the answer; without any, all of it. */
  readonly outputs: readonly ProgramMapping[];
}

/** Each in the order in which they run; left out where there are none. */
export interface ProgramListeners {
  /** Before anything waits for the element: `start`, then `create`. */
  readonly starting?: readonly ProgramListener[];
  /** After a person has completed the task: `complete`. */
  readonly closing?: readonly ProgramListener[];
  /** Before it leaves: `end`. */
  readonly ending?: readonly ProgramListener[];
}

/**
 * One flow node, or the process (index 0). All numbers are positions in `elements` or `flows`.
 *
 * Lists are present even when empty: every element has the same shape, which keeps the machine fast.
 */
export interface ProgramElement {
  readonly index: number;
  readonly id: string;
  readonly type: ElementType;
  readonly name: string;
  /** The sub-process or process around it; -1 for the process itself. */
  readonly scope: number;
  readonly incoming: readonly number[];
  /** In document order. */
  readonly outgoing: readonly number[];
  /** Taken when no condition of the others holds; -1 for none. */
  readonly defaultFlow: number;
  readonly hasConditions: boolean;
  /** Host of a boundary event, otherwise -1. */
  readonly attachedTo: number;
  /**
   * Of boundary events and start events of event sub-processes; false of catch events that an ad-hoc sub-process
   * waits for, true elsewhere.
   */
  readonly isInterrupting: boolean;
  /** The none start event inside a scope; -1 if there is none. */
  readonly innerStart: number;
  /** Boundary events on it and event sub-process starts in it that wait while it is active. */
  readonly armedEvents: readonly number[];
  /** What event sub-processes in it catch. */
  readonly innerHandlers: readonly ProgramHandler[];
  /** What boundary events on it catch. */
  readonly boundaryHandlers: readonly ProgramHandler[];
  readonly eventDefinitions: readonly ProgramEventDefinition[];
  readonly inputs: readonly ProgramMapping[];
  readonly outputs: readonly ProgramMapping[];
  /** What it hands out to whom it gives work; left out, its inputs, and without any all it sees. */
  readonly payload?: 'all' | 'inputs';
  /** Of what a loop repeats: targets of outputs that are variables of its own. */
  readonly ownTargets?: readonly string[];
  /** Tokens that must have come before the activity begins; left out, one. */
  readonly startQuantity?: number;
  /** Tokens that leave on each flow it takes; left out, one. */
  readonly completionQuantity?: number;
  /** Left out by elements without data of their own. */
  readonly data?: ProgramData;
  readonly clocks: readonly ProgramClock[];
  readonly clockPauses: readonly ProgramClockPause[];
  readonly clockCommands: readonly ProgramClockCommand[];
  readonly listeners?: ProgramListeners;
  /** Of a user task: expressions or other tasks ask who has completed it. */
  readonly isCompleterKept?: true;
  /** Left out if nothing can compensate it. */
  readonly compensation?: ProgramCompensation;
  readonly attributes: ProgramAttributes;
}

export interface ProgramFlow {
  readonly index: number;
  readonly id: string;
  readonly source: number;
  readonly target: number;
  readonly condition?: ProgramExpression;
}

/** A way to begin the process: a start event, or an element that receives an event which creates an instance. */
export interface ProgramStartEvent {
  readonly elementId: string;
  readonly name: string;
  readonly kind: 'none' | EventDefinitionType;
  readonly formId?: string;
  /** Name of the message or signal, for the router that starts instances. */
  readonly reference?: string;
}

/** What a process means: compiled from BPMN once, content-hashed, pinned by every instance. Plain JSON. */
export interface Program {
  readonly formatVersion: 1;
  /** SHA-256 (hex) of everything else in canonical JSON. */
  readonly hash: string;
  readonly processId: string;
  readonly name: string;
  readonly versionTag?: string;
  readonly start: {
    /** Roles that may start it by hand; empty, nobody but the system. */
    readonly roles: readonly string[];
    readonly businessKeyPrefix?: string;
    readonly instanceName?: ProgramExpression;
  };
  readonly startEvents: readonly ProgramStartEvent[];
  /** Every form the model names, each once. */
  readonly formIds: readonly string[];
  readonly elements: readonly ProgramElement[];
  readonly flows: readonly ProgramFlow[];
}

/** Data of one element instance that only its own behavior reads and writes. */
export type ElementData = Record<string, JsonValue>;
