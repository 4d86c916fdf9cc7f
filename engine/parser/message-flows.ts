import { type ModdleElement, readChild, readList } from '../tailoring/moddle-element.js';

/**
 * Names the messages of elements by the message flows that end at them: what sends and what receives without naming
 * a message take that of the flow, or that of the other end. The model is completed in place, before it is compiled.
 */
export function nameMessages(definitions: ModdleElement): void {
  for (const collaboration of readList(definitions, 'rootElements')) {
    if (collaboration.$type !== 'bpmn:Collaboration') continue;
    for (const flow of readList(collaboration, 'messageFlows')) nameEnds(flow);
  }
}

function nameEnds(flow: ModdleElement): void {
  const ends = ['sourceRef', 'targetRef'].flatMap((end) => holderOf(readChild(flow, end)) ?? []);
  const message =
    readChild(flow, 'messageRef') ?? ends.flatMap((end) => readChild(end, 'messageRef') ?? [])[0];
  if (message === undefined) return;
  for (const end of ends) {
    // What has just been read is still ours to complete.
    if (readChild(end, 'messageRef') === undefined)
      (end as unknown as Record<string, unknown>)['messageRef'] = message;
  }
}

const tasks = new Set(['bpmn:SendTask', 'bpmn:ReceiveTask']);

/** What refers to the message of an element: the task itself, or the definition of an event. */
export function holderOf(element: ModdleElement | undefined): ModdleElement | undefined {
  if (element === undefined) return undefined;
  if (tasks.has(element.$type)) return element;
  return readList(element, 'eventDefinitions').find(
    ({ $type }) => $type === 'bpmn:MessageEventDefinition',
  );
}
