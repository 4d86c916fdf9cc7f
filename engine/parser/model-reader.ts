import { type FeelParseResult, parseExpression } from '../expressions/parse.js';
import { DaysTimeDuration } from '../expressions/feel-value.js';
import { durationToMillis, parseDuration } from '../expressions/temporal-values.js';
import type { ProgramExpression, ProgramValue } from '../model/program.js';
import {
  isModdleElement,
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';

/** What problems are about: an element, or a flow. */
export interface Subject {
  readonly id: string;
  readonly name: string;
}

/** Reads texts of the model as values and expressions, collecting what is wrong with them. */
export class ModelReader {
  readonly problems: Problem[] = [];
  /** By text: models say the same again and again, and reading FEEL is what takes longest. */
  private readonly parsed = new Map<string, FeelParseResult>();

  private readonly durations = new Map<string, number>();

  /** `names` are variables that the model declares: FEEL must be told of those with spaces. */
  constructor(private readonly names: readonly string[] = []) {}

  error(subject: Subject, rule: string, message: string, params: Problem['params'] = {}): void {
    this.problems.push(problemAt(subject, 'error', rule, message, params));
  }

  warning(subject: Subject, rule: string, message: string, params: Problem['params'] = {}): void {
    this.problems.push(problemAt(subject, 'warning', rule, message, params));
  }

  /** FEEL, with or without a leading `=`. `place` names it in messages. */
  expression(subject: Subject, place: string, text: string): ProgramExpression | undefined {
    const feel = text.trim().replace(/^=/, '');
    const parsed = this.parsed.get(feel) ?? parseExpression(feel, this.names);
    this.parsed.set(feel, parsed);
    if (parsed.ok) return { text: feel, ast: parsed.ast };
    for (const { message, from, to } of parsed.problems) {
      this.error(
        subject,
        'feelSyntax',
        `Expected FEEL as ${place} of ${describe(subject)} but at position ${from + 1}: ${message}${hintAt(feel)}`,
        { place, expression: feel, from, to },
      );
    }
    return undefined;
  }

  /** FEEL if it starts with `=`, otherwise a constant. */
  value(subject: Subject, place: string, text: string): ProgramValue | undefined {
    if (!text.trim().startsWith('=')) return { type: 'constant', value: text };
    const expression = this.expression(subject, place, text);
    return expression === undefined ? undefined : { type: 'expression', expression };
  }

  /** Whether an expression that was read has the word in it. */
  mentions(word: string): boolean {
    return [...this.parsed.keys()].some((text) => text.includes(word));
  }

  optionalValue(
    subject: Subject,
    place: string,
    text: string | undefined,
  ): ProgramValue | undefined {
    return text === undefined ? undefined : this.value(subject, place, text);
  }

  /** A duration without months, as milliseconds. */
  milliseconds(subject: Subject, place: string, text: string): number {
    const known = this.durations.get(text) ?? millisecondsOf(text);
    this.durations.set(text, known);
    if (known > 0) return known;
    this.error(
      subject,
      'durationInvalid',
      `Expected a duration such as PT30S as ${place} of ${describe(subject)} but got '${text}'`,
      { place, text },
    );
    return 0;
  }
}

function millisecondsOf(text: string): number {
  const duration = parseDuration(text);
  return duration instanceof DaysTimeDuration ? durationToMillis(duration) : 0;
}

/** Models of other engines mark their expressions so; a mark inside a text of FEEL would not be an error. */
const foreignMark = /[$#]\{\s*([^{}]*?)\s*\}/;

function hintAt(feel: string): string {
  const marked = foreignMark.exec(feel);
  if (marked === null) return '';
  const [whole, inside = ''] = marked;
  return `. '${whole}' is an expression of other engines (JUEL): FEEL has no such marks, and says '${inside}'`;
}

/** Our extension of the given kind on an element, for instance `lemniscate:Job`. */
export function readExtension(source: ModdleElement, type: string): ModdleElement | undefined {
  return readExtensions(source, type)[0];
}

export function readExtensions(source: ModdleElement, type: string): readonly ModdleElement[] {
  const container = readChild(source, 'extensionElements');
  if (container === undefined) return [];
  return readList(container, 'values').filter(({ $type }) => $type === `lemniscate:${type}`);
}

/** Text between the tags of an expression element. */
export function readBody(source: ModdleElement, property: string): string | undefined {
  const child = source[property];
  return isModdleElement(child) ? readText(child, 'body') : undefined;
}
