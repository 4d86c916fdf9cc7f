import { localTypeOf, type ModdleElement } from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';
import { type FileContents, isKindOf, type PlacedElement, subjectOf } from './walk-model.js';

/** What an element cannot be without, and how many of them at least. */
interface Demand {
  readonly part: string;
  /** How the file calls it, where the reader uses another word. */
  readonly written?: string;
  readonly least?: number;
}

const participants: Demand = { part: 'participantRef', least: 2 };

/** By kind of element, what the tables of BPMN 2.0.2 demand of it; parts that other rules know more about are left out. */
const demands: readonly (readonly [type: string, ...demands: readonly Demand[]])[] = [
  ['bpmn:Interface', { part: 'name' }, { part: 'operations', written: 'operation' }],
  ['bpmn:Operation', { part: 'name' }, { part: 'inMessageRef' }],
  ['bpmn:CorrelationProperty', { part: 'correlationPropertyRetrievalExpression' }],
  ['bpmn:CorrelationPropertyRetrievalExpression', { part: 'messagePath' }, { part: 'messageRef' }],
  ['bpmn:CorrelationPropertyBinding', { part: 'dataPath' }, { part: 'correlationPropertyRef' }],
  ['bpmn:CorrelationSubscription', { part: 'correlationKeyRef' }],
  [
    'bpmn:InputOutputSpecification',
    { part: 'inputSets', written: 'inputSet' },
    { part: 'outputSets', written: 'outputSet' },
  ],
  [
    'bpmn:InputOutputBinding',
    { part: 'operationRef' },
    { part: 'inputDataRef' },
    { part: 'outputDataRef' },
  ],
  ['bpmn:ResourceParameterBinding', { part: 'parameterRef' }, { part: 'expression' }],
  ['bpmn:ResourceAssignmentExpression', { part: 'expression' }],
  ['bpmn:ParticipantAssociation', { part: 'innerParticipantRef' }, { part: 'outerParticipantRef' }],
  ['bpmn:ConversationNode', participants],
  ['bpmn:ConversationLink', { part: 'sourceRef' }, { part: 'targetRef' }],
  ['bpmn:ChoreographyActivity', participants, { part: 'initiatingParticipantRef' }],
];

/** BPMN 2.0.2, tables of attributes: parts that an element must have. */
export function checkRequiredParts(contents: FileContents): readonly Problem[] {
  const byType = new Map<string, readonly Demand[]>();
  const demanding = contents.select((sample) => {
    const demanded = demandsOf(sample);
    byType.set(sample.$type, demanded);
    return demanded.length > 0;
  });
  return demanding.flatMap((placed) =>
    (byType.get(placed.type) ?? [])
      .filter(({ part, least = 1 }) => countOf(placed.element[part]) < least)
      .map((demand) => missing(placed, demand)),
  );
}

function demandsOf(element: ModdleElement): readonly Demand[] {
  return demands.filter(([type]) => isKindOf(element, type)).flatMap(([, ...list]) => list);
}

function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value === undefined || value === '' ? 0 : 1;
}

function missing({ element, holder }: PlacedElement, demand: Demand): Problem {
  const { part, written = part, least = 1 } = demand;
  const subject = subjectOf(holder);
  const kind = localTypeOf(element);
  const place = element === holder ? describe(subject) : `the ${kind} of ${describe(subject)}`;
  const message = `Expected at least ${least} ${written} of ${place} but got ${countOf(element[part])}`;
  return problemAt(subject, 'error', 'requiredPartMissing', message, {
    kind,
    part: written,
    least,
  });
}
