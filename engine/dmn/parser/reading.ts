import type { FeelAst, FeelTypeNode } from '../../expressions/feel-ast.js';
import { collectNames } from '../../expressions/free-names.js';
import type { FeelParseResult } from '../../expressions/parse.js';
import type { Problem } from '../../parser/problem.js';
import { normalizeName } from '../find-element.js';
import type { FeelText } from '../model/boxed-expression.js';
import type { TypeReference } from '../model/decision-model.js';
import { FeelReader } from './feel-reader.js';
import type { ModelUnit } from './model-unit.js';
import { resolveTypesIn } from './type-names.js';
import { textOfChild, type XmlElement } from './xml-tree.js';

/** What the readers of one file share. */
export interface Reading {
  readonly unit: ModelUnit;
  readonly problems: Problem[];
  /** Names of members and parameters anywhere in the model and its imports. */
  readonly members: readonly string[];
  /** Finds a type by the name that this file gives it; tells if there is none. */
  readonly findType: (name: string, element: XmlElement) => TypeReference | undefined;
  /** The type as FEEL writes it, for `instance of` and parameters. */
  readonly expandType: (name: string) => FeelTypeNode | undefined;
}

/** The element that a problem names: the nearest one with an id. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}

/** What an expression is read in: its owner and the names it may use. */
export class NameScope {
  private reader: FeelReader | undefined;

  constructor(
    readonly reading: Reading,
    readonly owner: Owner,
    readonly variables: readonly string[],
  ) {}

  with(...names: readonly string[]): NameScope {
    return new NameScope(this.reading, this.owner, [...this.variables, ...names]);
  }

  get feel(): FeelReader {
    this.reader ??= new FeelReader({ variables: this.variables, members: this.reading.members });
    return this.reader;
  }
}

export function idOf(element: XmlElement, owner: Owner): string {
  return element.attributes['id'] ?? owner.id;
}

export function nameOf(element: XmlElement): string {
  return normalizeName(element.attributes['name'] ?? '');
}

export function problemOf(
  element: XmlElement,
  owner: Owner,
  rule: string,
  message: string,
  params: Problem['params'] = {},
  severity: Problem['severity'] = 'error',
): Problem {
  return {
    elementId: idOf(element, owner),
    ...(owner.name === '' ? {} : { elementName: owner.name }),
    rule,
    severity,
    message: `${message} (line ${element.line})`,
    params: { line: element.line, ...params },
  };
}

/** What is iterated over may also be `1..10`, which is no expression by itself. */
type Kind = 'expression' | 'unaryTests' | 'iteration';

/** Reads the `text` of an element; what is wrong with it is a problem, and null when it is evaluated. */
export function readText(element: XmlElement, scope: NameScope, kind: Kind): FeelText {
  const { reading, owner } = scope;
  const elementId = idOf(element, owner);
  const text = textOfChild(element, 'text') ?? '';
  const language = foreignLanguage(element, reading.unit.root);
  if (language !== undefined) {
    const fault = `Expected FEEL but the expression is in '${language}'`;
    reading.problems.push(problemOf(element, owner, 'languageUnsupported', fault, { language }));
    return { elementId, text, fault };
  }
  const result = parse(text, scope.feel, kind);
  if (!result.ok) return unreadable(element, scope, text, result);
  noteUnknownNames(element, scope, text, result.ast);
  return { elementId, text, ast: resolveTypesIn(result.ast, reading.expandType) };
}

function parse(text: string, feel: FeelReader, kind: Kind): FeelParseResult {
  if (kind === 'unaryTests') return feel.unaryTests(text);
  const result = feel.expression(text);
  if (result.ok || kind === 'expression' || !text.includes('..')) return result;
  const range = feel.expression(`[${text}]`);
  return range.ok ? { ok: true, ast: moveBack(range.ast, text.length) } : result;
}

/** The tree of a text of which the first and the last character have been added. */
function moveBack(ast: FeelAst, length: number): FeelAst {
  const copy: unknown = JSON.parse(JSON.stringify(ast), (key, value: unknown) =>
    (key === 'from' || key === 'to') && typeof value === 'number'
      ? Math.min(length, Math.max(0, value - 1))
      : value,
  );
  // The same tree but for the places, which have stayed numbers.
  return copy as FeelAst;
}

function unreadable(
  element: XmlElement,
  { reading, owner }: NameScope,
  text: string,
  { problems }: Extract<FeelParseResult, { ok: false }>,
): FeelText {
  for (const { message, from, to } of problems.slice(0, 3)) {
    const params = { expression: text, from, to };
    const told = `${message} at position ${from + 1} of '${shorten(text)}'`;
    reading.problems.push(problemOf(element, owner, 'expressionUnreadable', told, params));
  }
  const fault = problems[0]?.message ?? 'Expected an expression but it cannot be read';
  return { elementId: idOf(element, owner), text, fault };
}

const longestQuote = 80;

function shorten(text: string): string {
  return text.length > longestQuote ? `${text.slice(0, longestQuote - 3)}...` : text;
}

/** A name that is not known here is null when the expression is evaluated. */
function noteUnknownNames(
  element: XmlElement,
  { reading, owner, variables }: NameScope,
  text: string,
  ast: FeelAst,
): void {
  for (const name of collectNames(ast)) {
    if (name === '?' || variables.includes(name)) continue;
    const message = `Expected a name that is known in '${shorten(text)}' but '${name}' is not`;
    const params = { expression: text, name };
    reading.problems.push(problemOf(element, owner, 'unknownName', message, params, 'warning'));
  }
}

/** Each version of DMN has its own name for FEEL; tools also call it just that. */
const feelUri = /^(?:feel|https?:\/\/www\.omg\.org\/spec\/(?:FEEL\/\d{8}|DMN\/\d{8}\/FEEL)\/?)$/i;

export function isFeelUri(uri: string): boolean {
  return feelUri.test(uri);
}

function foreignLanguage(element: XmlElement, root: XmlElement): string | undefined {
  const language =
    element.attributes['expressionLanguage'] ?? root.attributes['expressionLanguage'] ?? 'feel';
  return isFeelUri(language) ? undefined : language;
}
