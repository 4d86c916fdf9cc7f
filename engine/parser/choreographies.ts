import {
  localTypeOf,
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';
import { isKindOf, subjectOf } from './walk-model.js';

/** BPMN 2.0.2 chapters 9 and 11, as far as choreographies and conversations beside a process can contradict themselves. */
export function checkChoreographies(definitions: ModdleElement): readonly Problem[] {
  return readList(definitions, 'rootElements').flatMap((root) => {
    const type = localTypeOf(root);
    if (type === 'collaboration') return [...checkClosed(root), ...checkLinks(root)];
    if (type === 'choreography') return checkReference(root);
    if (type !== 'globalConversation') return [];
    return [...checkReference(root), ...checkContent(root)];
  });
}

function checkClosed(collaboration: ModdleElement): readonly Problem[] {
  const isClosed = collaboration['isClosed'] === true;
  return readList(collaboration, 'choreographyRef')
    .filter((choreography) => (choreography['isClosed'] === true) !== isClosed)
    .map((choreography) => {
      const subject = subjectOf(collaboration);
      const id = readText(choreography, 'id') ?? '';
      const message = `Expected collaboration ${describe(subject)} to be closed if and only if choreography '${id}' is, which it refers to`;
      return problemAt(subject, 'error', 'closedMismatch', message, { choreography: id });
    });
}

function checkLinks(collaboration: ModdleElement): readonly Problem[] {
  return readList(collaboration, 'conversationLinks').flatMap((link) => {
    const ends = ['sourceRef', 'targetRef'].flatMap((end) => readChild(link, end) ?? []);
    const nodes = ends.filter((end) => isKindOf(end, 'bpmn:ConversationNode'));
    // A reference to nothing is a problem of its own already.
    if (ends.length < 2 || nodes.length === 1) return [];
    const subject = subjectOf(link);
    const message = `Expected conversation link ${describe(subject)} to connect exactly one conversation node with a participant, activity or event but got ${nodes.length} of them`;
    return [problemAt(subject, 'error', 'conversationLinkEnd', message)];
  });
}

function checkReference(root: ModdleElement): readonly Problem[] {
  if (readList(root, 'choreographyRef').length === 0) return [];
  const subject = subjectOf(root);
  const message = `Expected ${localTypeOf(root)} ${describe(subject)} to refer to no choreography: only a collaboration may`;
  return [problemAt(subject, 'error', 'choreographyReferenceForbidden', message)];
}

const forbidden = [
  'conversations',
  'participantAssociations',
  'messageFlowAssociations',
  'conversationAssociations',
  'artifacts',
];

function checkContent(root: ModdleElement): readonly Problem[] {
  return forbidden
    .filter((part) => readList(root, part).length > 0)
    .map((part) => {
      const subject = subjectOf(root);
      const message = `Expected global conversation ${describe(subject)} to have no ${part}: it must not contain any`;
      return problemAt(subject, 'error', 'globalConversationContent', message, { part });
    });
}
