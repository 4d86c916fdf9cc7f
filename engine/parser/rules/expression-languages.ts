import { isModdleElement, type ModdleElement, readText } from '../../tailoring/moddle-element.js';
import type { DraftModel } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import { PartNames } from '../walk-model.js';
import type { Rule } from './registry.js';

/** Expressions are FEEL: one that says it is in another language would be misread. */
export const expressionLanguages: Rule = ({ process }: DraftModel) => {
  const standard = defaultLanguageOf(process.source);
  return findExpressions(process.source, { id: process.id, name: process.name }).flatMap(
    ({ subject, expression }) => check(subject, expression, standard),
  );
};

interface Found {
  readonly subject: { readonly id: string; readonly name: string };
  readonly expression: ModdleElement;
}

function check(
  subject: Found['subject'],
  expression: ModdleElement,
  standard: string | undefined,
): readonly Problem[] {
  const language = readText(expression, 'language') ?? standard;
  if (language === undefined || /feel/i.test(language)) return [];
  const message = `Expected expressions in FEEL at ${describe(subject)} but got one in '${language}'`;
  return [problemAt(subject, 'error', 'expressionLanguageUnsupported', message, { language })];
}

/** BPMN's own default is XPath, which tools write down without meaning it: it says nothing. */
function defaultLanguageOf(process: ModdleElement): string | undefined {
  const definitions = process['$parent'];
  if (!isModdleElement(definitions)) return undefined;
  const language = readText(definitions, 'expressionLanguage');
  return language === undefined || /xpath/i.test(language) ? undefined : language;
}

/** Every expression, with the nearest element around it that has an id. */
function findExpressions(process: ModdleElement, around: Found['subject']): readonly Found[] {
  const found: Found[] = [];
  const parts = new PartNames();
  const visit = (child: unknown, subject: Found['subject']): void => {
    if (!isModdleElement(child)) return;
    if (child.$type === 'bpmn:FormalExpression') found.push({ subject, expression: child });
    else visitParts(child, subjectOf(child, subject));
  };
  const visitParts = (element: ModdleElement, subject: Found['subject']): void => {
    const names = parts.of(element);
    for (const name of Object.keys(element)) {
      const value = element[name];
      if (typeof value !== 'object' || !names.includes(name)) continue;
      if (Array.isArray(value)) for (const each of value) visit(each, subject);
      else visit(value, subject);
    }
  };
  visitParts(process, around);
  return found;
}

/** Problems are told at what a modeler can select: parts of an element belong to it. */
function subjectOf(element: ModdleElement, around: Found['subject']): Found['subject'] {
  const id = readText(element, 'id');
  const isPart = /Expression|EventDefinition|Association|Specification|Characteristics$/.test(
    element.$type,
  );
  if (id === undefined || isPart) return around;
  return { id, name: readText(element, 'name') ?? '' };
}
