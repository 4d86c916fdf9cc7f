import type { ArithmeticOperator, ComparisonOperator, FeelAst } from '../feel-ast.js';

/**
 * Most expressions of a model compare, connect and calculate with simple names and literals. These are read here, which
 * takes a twentieth of the time that the grammar takes, to the same tree; whatever else a text holds, the grammar reads it.
 * Every variable must have a name that the grammar can tell by itself.
 */
export function readPlainExpression(text: string): FeelAst | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const reader = new PlainReader(tokens);
  const part = reader.read(0);
  return reader.isAtEnd() ? part?.ast : undefined;
}

type TokenKind = 'name' | 'number' | 'string' | 'sign';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What has been read, and from where to where with the parentheses around it. */
interface Part {
  readonly ast: FeelAst;
  readonly from: number;
  readonly to: number;
}

const maximumTokens = 100;

const tokenPattern =
  /[ \t]*(?:([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|("[^"\\\r\n\ud800-\udfff]*")|(<=|>=|!=|[=<>+\-*/()[\],.]))/y;

/** Nothing if there is anything in the text that is none of these tokens. */
function tokenize(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const length = text.trimEnd().length;
  tokenPattern.lastIndex = 0;
  for (let to = 0; to < length; to = tokenPattern.lastIndex) {
    const match = tokenPattern.exec(text);
    if (match === null || tokens.length === maximumTokens) return undefined;
    const [, name, number, string, sign = ''] = match;
    const kind = kindOf(name, number, string);
    const found = name ?? number ?? string ?? sign;
    const end = tokenPattern.lastIndex;
    tokens.push({ kind, text: found, from: end - found.length, to: end });
  }
  return tokens;
}

function kindOf(name?: string, number?: string, string?: string): TokenKind {
  if (name !== undefined) return 'name';
  if (number !== undefined) return 'number';
  return string === undefined ? 'sign' : 'string';
}

/** Words that mean something to the grammar beyond a name. */
const reserved = new Set([
  ...['and', 'between', 'date', 'duration', 'else', 'every', 'external', 'for', 'function', 'if'],
  ...['false', 'in', 'instance', 'not', 'null', 'of', 'or', 'return', 'satisfies', 'some', 'then'],
  ...['time', 'true'],
]);

/** How an operator makes one expression of two. */
type Joiner = (left: FeelAst, right: FeelAst, from: number, to: number) => FeelAst;

interface Operator {
  /** The higher, the closer it binds. */
  readonly rank: number;
  readonly join: Joiner;
}

const comparisonRank = 2;

const operators = new Map<string, Operator>([
  ['or', logic(0, 'or')],
  ['and', logic(1, 'and')],
  ...(['=', '!=', '<', '<=', '>', '>='] as const).map((sign) => comparison(sign)),
  ['in', { rank: comparisonRank, join: joinIn }],
  ...(['+', '-'] as const).map((sign) => arithmetic(3, sign)),
  ...(['*', '/'] as const).map((sign) => arithmetic(4, sign)),
]);

function logic(rank: number, type: 'and' | 'or'): Operator {
  return { rank, join: (left, right, from, to) => ({ type, left, right, from, to }) };
}

function comparison(operator: ComparisonOperator): readonly [string, Operator] {
  const join: Joiner = (left, right, from, to) => ({
    type: 'comparison',
    operator,
    left,
    right,
    from,
    to,
  });
  return [operator, { rank: comparisonRank, join }];
}

function arithmetic(rank: number, operator: ArithmeticOperator): readonly [string, Operator] {
  const join: Joiner = (left, right, from, to) => ({
    type: 'arithmetic',
    operator,
    left,
    right,
    from,
    to,
  });
  return [operator, { rank, join }];
}

function joinIn(operand: FeelAst, test: FeelAst, from: number, to: number): FeelAst {
  return { type: 'in', operand, tests: [test], from, to };
}

class PlainReader {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  isAtEnd(): boolean {
    return this.position === this.tokens.length;
  }

  /** An expression whose operators bind at least as closely as `rank` says. */
  read(rank: number): Part | undefined {
    let left = this.readOperand();
    let operator = this.operatorAhead();
    while (left !== undefined && operator !== undefined && operator.rank >= rank) {
      this.position += 1;
      const right = operator.join === joinIn ? this.readTested() : this.read(operator.rank + 1);
      const next = this.operatorAhead();
      const isChain = operator.rank === comparisonRank && next?.rank === comparisonRank;
      if (right === undefined || isChain) return undefined;
      const { from } = left;
      const { to } = right;
      left = { ast: operator.join(left.ast, right.ast, from, to), from, to };
      operator = next;
    }
    return left;
  }

  private operatorAhead(): Operator | undefined {
    const token = this.tokens[this.position];
    return token === undefined || token.kind === 'string' ? undefined : operators.get(token.text);
  }

  /** Behind `in` only a list; how the grammar goes on behind that is its own affair. */
  private readTested(): Part | undefined {
    const list = this.tokens[this.position]?.text === '[' ? this.readOperand() : undefined;
    return this.operatorAhead() === undefined ? list : undefined;
  }

  private readOperand(): Part | undefined {
    const token = this.tokens[this.position];
    if (token === undefined) return undefined;
    this.position += 1;
    const { kind, text, from, to } = token;
    switch (kind) {
      case 'name':
        return this.readName(token);
      case 'number':
        return partOf({ type: 'number', digits: text, from, to });
      case 'string':
        return partOf({ type: 'string', value: text.slice(1, -1), from, to });
      case 'sign':
        return this.readSign(token);
    }
  }

  private readName({ text, from, to }: Token): Part | undefined {
    if (text === 'null') return partOf({ type: 'null', from, to });
    if (text === 'true' || text === 'false') {
      return partOf({ type: 'boolean', value: text === 'true', from, to });
    }
    if (reserved.has(text)) return undefined;
    let ast: FeelAst = { type: 'name', name: text, from, to };
    while (this.accept('.')) {
      const member = this.tokens[this.position];
      if (member?.kind !== 'name' || reserved.has(member.text)) return undefined;
      this.position += 1;
      ast = { type: 'path', source: ast, name: member.text, from, to: member.to };
    }
    return partOf(ast);
  }

  private readSign({ text, from, to }: Token): Part | undefined {
    if (text === '(') return this.readParentheses(from);
    if (text === '[') return this.readList(from);
    const digits = this.tokens[this.position];
    if (text !== '-' || digits?.kind !== 'number' || digits.from !== to) return undefined;
    this.position += 1;
    return partOf({ type: 'number', digits: `-${digits.text}`, from, to: digits.to });
  }

  private readParentheses(from: number): Part | undefined {
    const inside = this.read(0);
    const end = this.accept(')');
    return inside && end && { ast: inside.ast, from, to: end.to };
  }

  private readList(from: number): Part | undefined {
    const items: FeelAst[] = [];
    do {
      const item = this.read(0);
      if (item === undefined) return undefined;
      items.push(item.ast);
    } while (this.accept(','));
    const end = this.accept(']');
    return end && partOf({ type: 'list', items, from, to: end.to });
  }

  private accept(sign: string): Token | undefined {
    const token = this.tokens[this.position];
    if (token?.kind !== 'sign' || token.text !== sign) return undefined;
    this.position += 1;
    return token;
  }
}

function partOf(ast: FeelAst): Part {
  return { ast, from: ast.from, to: ast.to };
}
