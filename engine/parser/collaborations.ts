import {
  isModdleElement,
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../tailoring/moddle-element.js';
import { holderOf } from './message-flows.js';
import { describe, type Problem, problemAt } from './problem.js';

/** BPMN 2.0.2 sections 7.6.2 and 9.3: message flows connect separate pools, at ends that can send and receive. */
export function checkCollaborations(definitions: ModdleElement): readonly Problem[] {
  return readList(definitions, 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Collaboration')
    .flatMap((collaboration) => [
      ...readList(collaboration, 'participants').flatMap(checkMultiplicity),
      ...readList(collaboration, 'messageFlows').flatMap(checkFlow),
    ]);
}

/** BPMN 2.0.2 section 9.3.3: how many participants a pool stands for. */
function checkMultiplicity(participant: ModdleElement): readonly Problem[] {
  const multiplicity = readChild(participant, 'participantMultiplicity');
  if (multiplicity === undefined) return [];
  const minimum = Number(readText(multiplicity, 'minimum') ?? 0);
  const maximum = Number(readText(multiplicity, 'maximum') ?? Math.max(1, minimum));
  if (minimum >= 0 && maximum >= 1 && maximum >= minimum) return [];
  const id = readText(participant, 'id') ?? '';
  const subject = { id, name: readText(participant, 'name') ?? '' };
  const message = `Expected a minimum of zero or more and a maximum of one or more, not below the minimum, at pool ${describe(subject)} but got ${minimum} and ${maximum}`;
  return [problemAt(subject, 'error', 'multiplicityInvalid', message, { minimum, maximum })];
}

function checkFlow(flow: ModdleElement): readonly Problem[] {
  const subject = { id: readText(flow, 'id') ?? '', name: readText(flow, 'name') ?? '' };
  const source = readChild(flow, 'sourceRef');
  const target = readChild(flow, 'targetRef');
  // A reference to nothing is a problem of its own already.
  if (source === undefined || target === undefined) return [];
  const problems: Problem[] = [];
  if (poolOf(source) === poolOf(target)) {
    const message = `Expected message flow ${describe(subject)} to connect two separate pools but both of its ends are in one`;
    problems.push(problemAt(subject, 'error', 'messageFlowInsidePool', message));
  }
  if (!canTake(source, 'send')) problems.push(wrongEnd(subject, source, 'send'));
  if (!canTake(target, 'receive')) problems.push(wrongEnd(subject, target, 'receive'));
  return problems;
}

function wrongEnd(
  subject: { readonly id: string; readonly name: string },
  end: ModdleElement,
  verb: 'send' | 'receive',
): Problem {
  const id = readText(end, 'id') ?? '';
  const role = verb === 'send' ? 'start' : 'end';
  const message = `Expected message flow ${describe(subject)} to ${role} at a pool, an activity or an event that can ${verb} a message but got '${id}'`;
  return problemAt(subject, 'error', 'messageFlowEnd', message, { end: id });
}

/** The process behind a pool, or the pool itself if nothing is known of its inside. */
function poolOf(end: ModdleElement): ModdleElement | undefined {
  if (end.$type === 'bpmn:Participant') return readChild(end, 'processRef') ?? end;
  let around: unknown = end;
  while (isModdleElement(around) && around.$type !== 'bpmn:Process') around = around['$parent'];
  return isModdleElement(around) ? around : undefined;
}

const sendingEvents = new Set(['bpmn:IntermediateThrowEvent', 'bpmn:EndEvent']);

function canTake(end: ModdleElement, verb: 'send' | 'receive'): boolean {
  if (end.$type === 'bpmn:Participant' || isA(end, 'bpmn:Activity')) return true;
  if (!isA(end, 'bpmn:Event')) return false;
  const isSender = sendingEvents.has(end.$type);
  return isSender === (verb === 'send') && (!isInExecutable(end) || takesMessage(end));
}

/** An event of several triggers has a message among them, or refers to one. */
function takesMessage(event: ModdleElement): boolean {
  const referenced = readList(event, 'eventDefinitionRef');
  return (
    holderOf(event) !== undefined ||
    referenced.some(({ $type }) => $type === 'bpmn:MessageEventDefinition')
  );
}

/** A process that is only drawn may leave open how its events are triggered. */
function isInExecutable(end: ModdleElement): boolean {
  return poolOf(end)?.['isExecutable'] === true;
}

function isA(element: ModdleElement, type: string): boolean {
  const isInstanceOf: unknown = element['$instanceOf'];
  return typeof isInstanceOf === 'function' && isInstanceOf.call(element, type) === true;
}
