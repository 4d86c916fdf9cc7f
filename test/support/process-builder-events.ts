import { tag, type Attributes, type DefinitionsWriter } from './process-builder-xml.js';

/** What an event waits for or does; none of them makes it a none event. */
export interface EventOptions {
  readonly isInterrupting?: boolean;
  /** ISO or FEEL, for instance `{ duration: 'PT1H' }`. */
  readonly timer?:
    { readonly duration: string } | { readonly date: string } | { readonly cycle: string };
  readonly message?: { readonly name: string; readonly key?: string; readonly timeToLive?: string };
  readonly signal?: string;
  /** FEEL. */
  readonly condition?: string;
  /** A code; `*` catches every one. */
  readonly error?: string;
  readonly escalation?: string;
  /** Where a catching error or escalation event stores what it caught. */
  readonly caught?: Attributes;
  /** Name that throwing and catching link events share. */
  readonly link?: string;
  readonly isTerminate?: boolean;
  /** The id of the activity to compensate; empty for everything, and for catching events. */
  readonly compensation?: string;
  readonly isCancel?: boolean;
}

const timerTags = { duration: 'timeDuration', date: 'timeDate', cycle: 'timeCycle' };

function timerContent(timer: NonNullable<EventOptions['timer']>): string[] {
  return Object.entries(timer).map(([kind, text]: [string, string]) =>
    tag(`bpmn:${timerTags[kind as keyof typeof timerTags]}`, {}, [], text),
  );
}

function thrownDefinition(
  definitions: DefinitionsWriter,
  kind: 'error' | 'escalation',
  code: string,
  caught: Attributes | undefined,
): string {
  const reference = code === '*' ? {} : { [`${kind}Ref`]: definitions.declare(kind, code) };
  const output =
    caught === undefined
      ? []
      : [tag('bpmn:extensionElements', {}, [tag('lemniscate:errorOutput', caught)])];
  return tag(`bpmn:${kind}EventDefinition`, reference, output);
}

/** Declares a message; gives its id. */
export function messageReference(
  definitions: DefinitionsWriter,
  { name, key, timeToLive }: NonNullable<EventOptions['message']>,
): string {
  const correlation = key === undefined ? undefined : { key, timeToLive };
  return definitions.declare('message', name, correlation);
}

/** The event definitions inside an event. */
export function writeEvent(definitions: DefinitionsWriter, options: EventOptions): string[] {
  const { timer, message, signal, condition, error, escalation, caught } = options;
  const { link, isTerminate } = options;
  const out: string[] = [];
  if (timer !== undefined) out.push(tag('bpmn:timerEventDefinition', {}, timerContent(timer)));
  if (message !== undefined) {
    const messageRef = messageReference(definitions, message);
    out.push(tag('bpmn:messageEventDefinition', { messageRef }));
  }
  if (signal !== undefined)
    out.push(
      tag('bpmn:signalEventDefinition', { signalRef: definitions.declare('signal', signal) }),
    );
  if (condition !== undefined)
    out.push(
      tag('bpmn:conditionalEventDefinition', {}, [tag('bpmn:condition', {}, [], condition)]),
    );
  if (error !== undefined) out.push(thrownDefinition(definitions, 'error', error, caught));
  if (escalation !== undefined)
    out.push(thrownDefinition(definitions, 'escalation', escalation, caught));
  const { compensation, isCancel } = options;
  if (compensation !== undefined)
    out.push(tag('bpmn:compensateEventDefinition', { activityRef: compensation || undefined }));
  if (isCancel === true) out.push(tag('bpmn:cancelEventDefinition', {}));
  if (link !== undefined) out.push(tag('bpmn:linkEventDefinition', { name: link }));
  if (isTerminate === true) out.push(tag('bpmn:terminateEventDefinition', {}));
  return out;
}
