import type { JsonValue } from '../protocol/json.js';

/** What a tailored process may do with an element; see `docs/extensions.md`. */
export interface Guideline {
  readonly id: string;
  readonly kind: GuidelineKind;
  /** Left out: the guideline speaks of the whole element. */
  readonly property?: string;
  readonly min?: string;
  readonly max?: string;
  readonly values?: readonly string[];
  readonly text?: string;
}

export type GuidelineKind =
  'mandatory' | 'configurable' | 'optional' | 'extensible' | 'replaceable';

export const guidelineKinds: readonly GuidelineKind[] = [
  'mandatory',
  'configurable',
  'optional',
  'extensible',
  'replaceable',
];

/** What executes of one element, by the property vocabulary of the guidelines. */
export type ElementProperties = Readonly<Record<string, JsonValue>>;

/** One element of a process: the process itself, a flow node, a sequence flow or data. */
export interface TailoringElement {
  readonly id: string;
  /** BPMN local name with its triggers: `userTask`, `boundaryEvent:timer`, `eventSubProcess`. */
  readonly type: string;
  /** The enclosing process or sub-process; left out for a process. */
  readonly scope?: string;
  /** The activity a boundary event stands on. */
  readonly attachedTo?: string;
  /** Ends of a sequence flow. */
  readonly source?: string;
  readonly target?: string;
  readonly properties: ElementProperties;
}

/**
 * A parsed BPMN reduced to what it means: plain data, comparable, without layout.
 *
 * Elements stand in document order.
 */
export interface TailoringModel {
  readonly elements: Readonly<Record<string, TailoringElement>>;
  readonly guidelines: Readonly<Record<string, readonly Guideline[]>>;
}

export type ElementFamily =
  'process' | 'task' | 'subProcess' | 'gateway' | 'event' | 'flow' | 'data';

const families: readonly (readonly [ElementFamily, RegExp])[] = [
  ['process', /^process$/],
  ['task', /(^task|Task|^callActivity)$/],
  ['subProcess', /^(subProcess|eventSubProcess|transaction|adHocSubProcess)$/],
  ['gateway', /Gateway$/],
  ['event', /Event(:.*)?$/],
  ['flow', /^sequenceFlow$/],
];

/** Elements of one family can stand in for each other. */
export function familyOf(type: string): ElementFamily {
  return families.find(([, pattern]) => pattern.test(type))?.[0] ?? 'data';
}

export function isFlow(element: TailoringElement): boolean {
  return element.type === 'sequenceFlow';
}

export function isFlowNode(element: TailoringElement): boolean {
  const family = familyOf(element.type);
  return family !== 'process' && family !== 'flow' && family !== 'data';
}

/** The name that people know the element by. */
export function nameOf(element: TailoringElement): string | undefined {
  const name = element.properties['name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}
