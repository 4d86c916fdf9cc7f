import { localTypeOf, type ModdleElement, readText } from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';
import { type FileContents, isInDrawnProcess, isKindOf, subjectOf } from './walk-model.js';

/** BPMN 2.0.2 section 8.4.8: a formal expression has a body. What is only drawn may leave it open. */
export function checkExpressionBodies(contents: FileContents): readonly Problem[] {
  return contents
    .select((sample) => isKindOf(sample, 'bpmn:FormalExpression'))
    .filter(({ element }) => isEmpty(element) && !isInDrawnProcess(element))
    .map(({ holder }) => {
      const subject = subjectOf(holder);
      const message = `Expected an expression of ${describe(subject)} to have a body but it is empty`;
      return problemAt(subject, 'error', 'expressionEmpty', message);
    });
}

function isEmpty(element: ModdleElement): boolean {
  return (readText(element, 'body') ?? '').trim() === '';
}

const formattedTexts = new Set(['textAnnotation', 'documentation']);

/** BPMN 2.0.2 sections 8.3.1 and 8.4.1: the format of a text is a MIME type. */
export function checkTextFormats(contents: FileContents): readonly Problem[] {
  return contents
    .select((sample) => formattedTexts.has(localTypeOf(sample)))
    .filter(({ element }) => !isMimeType(readText(element, 'textFormat') ?? 'text/plain'))
    .map(({ element, holder }) => {
      const subject = subjectOf(holder);
      const format = readText(element, 'textFormat') ?? '';
      const message = `Expected a MIME type as textFormat of ${describe(subject)} but got '${format}'`;
      return problemAt(subject, 'error', 'textFormatInvalid', message, { format });
    });
}

function isMimeType(text: string): boolean {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+\s*(;.*)?$/.test(text.trim());
}
