import { BpmnModdle, type ParseResult, type ParseWarning } from 'bpmn-moddle';

import extension from '../extensions/moddle.json' with { type: 'json' };
import { isModdleElement, type ModdleElement } from '../tailoring/moddle-element.js';
import { readBpmnPackage } from './bpmn-package.js';
import { checkXml } from './check-xml.js';
import { checkExtension } from './declared-extensions.js';
import { shareShapes } from './element-shapes.js';
import type { Problem } from './problem.js';
import { importedNamespaceOf, isSchemaType, resolveQualifiedName } from './qualified-names.js';

/** What BPMN and our extension consist of: read once, as making it takes longer than reading a small model. */
const moddle = shareShapes(new BpmnModdle({ bpmn: readBpmnPackage(), lemniscate: extension }));

export interface ParsedBpmn {
  /** The `bpmn:Definitions`; left out if the text could not be read at all. */
  readonly definitions?: ModdleElement;
  readonly problems: readonly Problem[];
}

/** Reads BPMN with our extension. Total: whatever is wrong with the text is a problem, nothing is thrown. */
export async function parseBpmn(xml: string): Promise<ParsedBpmn> {
  const refusal = checkXml(xml);
  if (refusal !== undefined) return { problems: [refusal] };
  const result = await read(xml);
  if ('rule' in result) return { problems: [result] };
  const root: unknown = result.rootElement;
  if (!isModdleElement(root) || root.$type !== 'bpmn:Definitions') {
    return { problems: [malformed('Expected BPMN definitions as the outermost element', {})] };
  }
  return {
    definitions: root,
    problems: result.warnings.flatMap((warning) => judge(root, result, warning)),
  };
}

async function read(xml: string): Promise<ParseResult | Problem> {
  try {
    return await moddle.fromXML(xml);
  } catch (error) {
    // The parser trips over some elements in places where it expects none.
    if (error instanceof TypeError) return unreadable('an element that cannot stand where it does');
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** The parser reports position and cause as lines of its message, the line counted from 0. */
function unreadable(text: string): Problem {
  const line = Number(/line: (\d+)/.exec(text)?.[1] ?? 0) + 1;
  const cause = /nested error: (.+)/.exec(text)?.[1] ?? text.split('\n')[0] ?? '';
  return malformed(`Expected well-formed BPMN XML but at line ${line}: ${cause}`, { line, cause });
}

/** Something that the parser has passed over; an id that it did not like tells which element. */
function misread(text: string): Problem {
  const problem = unreadable(text);
  const [, fault, id] = /nested error: (duplicate|illegal) ID <(.*)>/.exec(text) ?? [];
  if (id === undefined) return problem;
  if (fault === 'illegal') return { ...problem, elementId: id };
  const line = Number(problem.params['line']);
  const message = `Expected id '${id}' once but at line ${line} another element has it`;
  return { ...problem, elementId: id, rule: 'idDuplicate', message, params: { line } };
}

function malformed(message: string, params: Problem['params']): Problem {
  return { rule: 'xmlMalformed', severity: 'error', message, params };
}

function judge(
  definitions: ModdleElement,
  { elementsById }: ParseResult,
  warning: ParseWarning,
): readonly Problem[] {
  const { message, element } = warning;
  // Whoever read the bytes has decoded them; what they were does not matter to the text.
  if (message.startsWith('unsupported document encoding')) return [];
  if (!message.startsWith('unresolved reference')) return [misread(message)];
  // What the drawing refers to does not matter to what runs.
  if (element === undefined || !element.$type.startsWith('bpmn:')) return [];
  if (element.$type === 'bpmn:Extension')
    return checkExtension(definitions, warning, extension.uri);
  if (isSchemaType(definitions, warning.value)) return [];
  if (resolveQualifiedName(definitions, elementsById, warning)) return [];
  const namespace = importedNamespaceOf(definitions, warning.value);
  return [namespace === undefined ? dangling(warning) : imported(warning, namespace)];
}

/** Files are deployed side by side, but each stands for itself: only processes are found by their ids. */
function imported({ element, value = '' }: ParseWarning, namespace: string): Problem {
  const id = nearestId(element);
  return {
    ...(id === '' ? {} : { elementId: id }),
    rule: 'importedReference',
    severity: 'error',
    message: `Expected '${value}' to stand in the same file but '${id}' refers to an import of '${namespace}'`,
    params: { reference: value, namespace },
  };
}

function dangling({ element, property, value }: ParseWarning): Problem {
  const reference = value ?? '';
  const attribute = (property ?? '').replace(/^bpmn:/, '');
  const id = nearestId(element);
  return {
    ...(id === '' ? {} : { elementId: id }),
    rule: 'danglingReference',
    severity: 'error',
    message: `Expected '${reference}' to exist but '${id}' refers to it in vain (${attribute})`,
    params: { reference, attribute },
  };
}

/** Of an element, or of what it is a part of: loops, event definitions and the like need no id of their own. */
function nearestId(element: ModdleElement | undefined): string {
  let part: unknown = element;
  while (isModdleElement(part)) {
    if (typeof part.id === 'string') return part.id;
    part = part.$parent;
  }
  return '';
}
