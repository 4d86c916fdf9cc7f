import type { FeelAst } from '../../expressions/feel-ast.js';
import { type FeelParseResult, parseExpression, parseUnaryTests } from '../../expressions/parse.js';

/**
 * Names in DMN may hold spaces, operators and keywords: `Applicant's pre-tax income`. Where a text has such a name, it is
 * replaced by one of the same length that the grammar knows for a name, and put back in the tree. So positions stay
 * right, and the grammar need not be made anew for each set of names.
 */
const firstStandIn = 0xa000;
const maximumStandIns = 1_000;
const standIns = /([\ua000-\ua48c])\1*/gu;

const plainName = /^[A-Za-z_]\w*$/;
const symbol = /[^\p{L}\p{N}_\s]/u;

export interface NameList {
  /** Names of variables: wherever they stand. */
  readonly variables: readonly string[];
  /** Names of members and parameters: after a dot, inside a filter, before a colon. */
  readonly members: readonly string[];
}

/** Reads texts in which names stand for something. */
export class FeelReader {
  private readonly pattern: RegExp | undefined;
  private readonly byMatch = new Map<
    string,
    { readonly name: string; readonly isVariable: boolean }
  >();
  private readonly results = new Map<string, FeelParseResult>();

  constructor(names: NameList) {
    for (const name of names.members) this.learn(name, false);
    for (const name of names.variables) this.learn(name, true);
    const sources = [...this.byMatch.values()]
      .map(({ name }) => name)
      .sort((one, other) => other.length - one.length)
      .map(patternOf);
    if (sources.length > 0) this.pattern = new RegExp(sources.join('|'), 'gu');
  }

  private learn(name: string, isVariable: boolean): void {
    // A member of two plain words is no name that anything else could be meant by.
    const isFree = isVariable || !symbol.test(name);
    if (!plainName.test(name)) this.byMatch.set(squeeze(name), { name, isVariable: isFree });
  }

  expression(text: string): FeelParseResult {
    return this.read(text, `e${text}`, parseExpression);
  }

  unaryTests(text: string): FeelParseResult {
    return this.read(text, `t${text}`, parseUnaryTests);
  }

  private read(
    text: string,
    key: string,
    parse: (text: string) => FeelParseResult,
  ): FeelParseResult {
    const known = this.results.get(key);
    if (known !== undefined) return known;
    const { replaced, names } = this.replace(text);
    const result = names.length === 0 ? parse(text) : putBack(parse(replaced), names);
    this.results.set(key, result);
    return result;
  }

  private replace(text: string): { readonly replaced: string; readonly names: readonly string[] } {
    const names: string[] = [];
    if (this.pattern === undefined || text.search(standIns) >= 0) return { replaced: text, names };
    const pattern = this.pattern;
    let replaced = '';
    for (const { piece, isCode, start } of splitCode(text)) {
      if (!isCode) {
        replaced += piece;
        continue;
      }
      replaced += piece.replace(pattern, (match: string, offset: number) => {
        const found = this.byMatch.get(squeeze(match));
        const isWanted =
          found !== undefined &&
          isWhole(text, start + offset, match.length) &&
          (found.isVariable || isMemberPlace(text, start + offset, match.length));
        if (!isWanted || names.length >= maximumStandIns) return match;
        const index = names.includes(found.name)
          ? names.indexOf(found.name)
          : names.push(found.name) - 1;
        return String.fromCharCode(firstStandIn + index).repeat(match.length);
      });
    }
    return { replaced, names };
  }
}

/** Between words there must be some space, around symbols there may be. */
function patternOf(name: string): string {
  const tokens = name.match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]/gu) ?? [];
  return tokens
    .map((token, index) => {
      const previous = tokens[index - 1];
      if (previous === undefined) return escape(token);
      const gap = symbol.test(token) || symbol.test(previous) ? '\\s*' : '\\s+';
      return gap + escape(token);
    })
    .join('');
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}

/** A spelling in which only spaces between words count. */
function squeeze(name: string): string {
  return name
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/ ?([^\p{L}\p{N}_\s]) ?/gu, '$1');
}

const namePart = /[\p{L}\p{N}_?]/u;

function isWhole(text: string, from: number, length: number): boolean {
  return !namePart.test(text[from - 1] ?? ' ') && !namePart.test(text[from + length] ?? ' ');
}

function isMemberPlace(text: string, from: number, length: number): boolean {
  const before = text.slice(0, from);
  return (
    /(^|[^.])\.\s*$/u.test(before) ||
    /^\s*:/u.test(text.slice(from + length)) ||
    countOf(before, '[') > countOf(before, ']')
  );
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}

interface Piece {
  readonly piece: string;
  readonly isCode: boolean;
  readonly start: number;
}

/** Strings and comments hold no names. */
function splitCode(text: string): readonly Piece[] {
  const inert = /"(?:[^"\\]|\\[^])*"|\/\*[^]*?\*\/|\/\/[^\n]*/gu;
  const pieces: Piece[] = [];
  let position = 0;
  for (const match of text.matchAll(inert)) {
    pieces.push({ piece: text.slice(position, match.index), isCode: true, start: position });
    pieces.push({ piece: match[0], isCode: false, start: match.index });
    position = match.index + match[0].length;
  }
  pieces.push({ piece: text.slice(position), isCode: true, start: position });
  return pieces;
}

function putBack(result: FeelParseResult, names: readonly string[]): FeelParseResult {
  const restore = (text: string) =>
    text.replace(standIns, (run) => names[run.charCodeAt(0) - firstStandIn] ?? run);
  if (result.ok) return { ok: true, ast: restoreIn(result.ast, restore) };
  const problems = result.problems.map((each) => ({ ...each, message: restore(each.message) }));
  return { ok: false, problems };
}

function restoreIn(ast: FeelAst, restore: (text: string) => string): FeelAst {
  const copy: unknown = JSON.parse(JSON.stringify(ast), (_key, value: unknown) =>
    typeof value === 'string' ? restore(value) : value,
  );
  // The same tree but for strings, which have stayed strings.
  return copy as FeelAst;
}
