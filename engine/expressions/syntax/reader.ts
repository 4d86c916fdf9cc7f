import { FeelSyntaxAbort } from '../errors.js';
import type { FeelAst } from '../feel-ast.js';
import { shortenText } from '../shorten-text.js';
import { KnownNames, type NameMatch } from './known-names.js';
import type { Token } from './tokenize.js';

const maximumDepth = 400;

/** The rules that others need from within brackets. */
export interface Grammar {
  /** An expression of any kind. */
  readonly expression: (reader: Reader) => FeelAst;
  /** A sum, or what binds closer. */
  readonly sum: (reader: Reader) => FeelAst;
}

/** Goes through the tokens of one text; what is wrong with them is thrown and ends the reading. */
export class Reader {
  /** Names that can stand at the beginning of an expression. */
  names: KnownNames;
  /** Names that can stand after a dot or, in a filter, for members of the items. */
  readonly members: KnownNames;
  /** Whether a `[` may end the range that is being read. */
  isInRange = false;
  private isInFilter = false;
  private index = 0;
  private depth = 0;

  constructor(
    readonly text: string,
    private readonly tokens: readonly Token[],
    known: { readonly names: KnownNames; readonly members: KnownNames },
    private readonly grammar: Grammar,
  ) {
    this.names = known.names;
    this.members = known.members;
  }

  get token(): Token {
    return this.peek(0);
  }

  peek(distance: number): Token {
    const last = this.tokens.length - 1;
    const token = this.tokens[Math.min(this.index + distance, last)];
    if (token === undefined) throw new FeelSyntaxAbort('Expected an expression', 0, 0);
    return token;
  }

  /** The end of the token before the present one. */
  get lastEnd(): number {
    return this.index === 0 ? 0 : (this.tokens[this.index - 1]?.to ?? 0);
  }

  get place(): number {
    return this.index;
  }

  returnTo(place: number): void {
    this.index = place;
  }

  take(): Token {
    const { token } = this;
    this.index += 1;
    return token;
  }

  /** Goes on behind the token that ends at the offset; false if none does. */
  moveTo(end: number): boolean {
    let index = this.index;
    while ((this.tokens[index]?.to ?? end) < end) index += 1;
    if (this.tokens[index]?.to !== end) return false;
    this.index = index + 1;
    return true;
  }

  is(text: string, distance = 0): boolean {
    const token = this.peek(distance);
    return token.text === text && (token.type === 'sign' || token.type === 'word');
  }

  takeIf(text: string): boolean {
    if (!this.is(text)) return false;
    this.index += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.takeIf(text)) this.failBefore(`Expected '${text}'`);
  }

  /** An expression of any kind; what stands around it has no bearing on what a bracket means. */
  expression(): FeelAst {
    const outer = this.isInRange;
    this.isInRange = false;
    const expression = this.nested(() => this.grammar.expression(this));
    this.isInRange = outer;
    return expression;
  }

  sum(): FeelAst {
    return this.grammar.sum(this);
  }

  /** The end of a range. */
  rangeEnd(): FeelAst {
    const outer = this.isInRange;
    this.isInRange = true;
    const end = this.nested(() => this.grammar.sum(this));
    this.isInRange = outer;
    return end;
  }

  /** The condition of a filter, which can name members of the items. */
  filter(): FeelAst {
    const outer = this.isInFilter;
    this.isInFilter = true;
    const condition = this.expression();
    this.isInFilter = outer;
    return condition;
  }

  /** The longest known name that stands here and can begin an expression. */
  findName(): NameMatch | undefined {
    const { from } = this.token;
    const name = this.names.find(this.text, from);
    const member = this.isInFilter ? this.members.find(this.text, from) : undefined;
    return (member?.end ?? 0) > (name?.end ?? 0) ? member : name;
  }

  nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > maximumDepth) this.failDepth(this.token);
    const result = read();
    this.depth -= 1;
    return result;
  }

  /** Reads with more names known; `names` can be added to while reading. */
  withNames<T>(names: readonly string[], read: (names: KnownNames) => T): T {
    const outer = this.names;
    const inner = new KnownNames(names, outer);
    this.names = inner;
    const result = read(inner);
    this.names = outer;
    return result;
  }

  failBefore(expected = 'Expected something else'): never {
    const { type, from, text } = this.token;
    if (type === 'end') {
      const message = 'Expected more but the expression ends here';
      throw new FeelSyntaxAbort(message, this.lastEnd, this.text.length);
    }
    throw new FeelSyntaxAbort(`${expected} before '${shortenText(text, 80)}'`, from, from + 1);
  }

  failAt(message: string, { from, to }: { readonly from: number; readonly to: number }): never {
    throw new FeelSyntaxAbort(message, from, to);
  }

  failDepth(place: { readonly from: number; readonly to: number }): never {
    this.failAt(`Expected at most ${maximumDepth} nested expressions but got more`, place);
  }

  /** Refuses a tree whose height the host's stack might not hold. */
  checkHeight(tree: FeelAst, children: (ast: FeelAst) => readonly FeelAst[]): void {
    let level: readonly FeelAst[] = [tree];
    for (let height = 1; level.length > 0; height += 1) {
      const [first] = level;
      if (height > maximumDepth && first !== undefined) this.failDepth(first);
      level = level.flatMap(children);
    }
  }
}
