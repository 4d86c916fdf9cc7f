import { faultAt } from './errors.js';
import type { JuelAst, JuelBinaryOperator } from './juel-ast.js';
import { type JuelToken, tokenize } from './tokenize.js';

/** Deeper ones are not written by people. */
const maximumDepth = 60;

/** Operators by how strongly they bind, the weakest first; each with its other spelling. */
const levels: readonly Readonly<Record<string, JuelBinaryOperator>>[] = [
  { '||': 'or', or: 'or' },
  { '&&': 'and', and: 'and' },
  { '==': '==', eq: '==', '!=': '!=', ne: '!=' },
  { '<': '<', lt: '<', '<=': '<=', le: '<=', '>': '>', gt: '>', '>=': '>=', ge: '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', div: '/', '%': '%', mod: '%' },
];

export interface ParsedJuel {
  readonly ast: JuelAst;
  /** Where the text goes on, behind the closing brace. */
  readonly end: number;
}

/** Parses the expression that begins at `start`, behind `${`. Throws a `JuelFault` with its position. */
export function parseJuel(text: string, start: number): ParsedJuel {
  const parser = new JuelParser(tokenize(text, start));
  const ast = parser.parseAll();
  return { ast, end: parser.end };
}

class JuelParser {
  private position = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly JuelToken[]) {}

  get end(): number {
    return this.tokens.at(-1)?.to ?? 0;
  }

  parseAll(): JuelAst {
    const ast = this.choice();
    if (this.next.type !== 'end') throw this.unexpected();
    return ast;
  }

  private get next(): JuelToken {
    return this.tokens[this.position] as JuelToken;
  }

  private unexpected(): Error {
    const { next } = this;
    const got =
      next.type === 'end' ? 'the expression ends too early' : `'${next.text}' is not expected here`;
    return faultAt(got, next);
  }

  private take(text: string): JuelToken | undefined {
    const { next } = this;
    if (next.text !== text || (next.type !== 'symbol' && next.type !== 'name')) return undefined;
    this.position += 1;
    return next;
  }

  private demand(text: string): JuelToken {
    const token = this.take(text);
    if (token === undefined) throw this.unexpected();
    return token;
  }

  private choice(): JuelAst {
    this.depth += 1;
    if (this.depth > maximumDepth)
      throw faultAt(`it is nested more than ${maximumDepth} deep`, this.next);
    const condition = this.binary(0);
    const ast = this.take('?') === undefined ? condition : this.branches(condition);
    this.depth -= 1;
    return ast;
  }

  private branches(condition: JuelAst): JuelAst {
    const then = this.choice();
    this.demand(':');
    const otherwise = this.choice();
    const { from } = condition;
    return { type: 'choice', condition, then, else: otherwise, from, to: otherwise.to };
  }

  private binary(level: number): JuelAst {
    const operators = levels[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = this.takeOperator(operators);
      if (operator === undefined) return left;
      const right = this.binary(level + 1);
      left = { type: 'binary', operator, left, right, from: left.from, to: right.to };
    }
  }

  private takeOperator(
    operators: Readonly<Record<string, JuelBinaryOperator>>,
  ): JuelBinaryOperator | undefined {
    const { text, type } = this.next;
    if ((type !== 'symbol' && type !== 'name') || !Object.hasOwn(operators, text)) return undefined;
    this.position += 1;
    return operators[text];
  }

  private unary(): JuelAst {
    const start = this.next;
    const operator = this.takeUnary();
    if (operator === undefined) return this.postfix();
    this.depth += 1;
    if (this.depth > maximumDepth)
      throw faultAt(`it is nested more than ${maximumDepth} deep`, start);
    const operand = this.unary();
    this.depth -= 1;
    return { type: 'unary', operator, operand, from: start.from, to: operand.to };
  }

  private takeUnary(): 'not' | 'empty' | '-' | undefined {
    if (this.take('!') !== undefined || this.take('not') !== undefined) return 'not';
    if (this.take('empty') !== undefined) return 'empty';
    return this.take('-') === undefined ? undefined : '-';
  }

  private postfix(): JuelAst {
    let source = this.primary();
    for (;;) {
      if (this.take('.') !== undefined) source = this.member(source);
      else if (this.take('[') !== undefined) {
        const index = this.choice();
        const { to } = this.demand(']');
        source = { type: 'index', source, index, from: source.from, to };
      } else return source;
    }
  }

  private member(source: JuelAst): JuelAst {
    const token = this.next;
    if (token.type !== 'name') throw this.unexpected();
    this.position += 1;
    const { text: name, to } = token;
    if (this.take('(') === undefined)
      return { type: 'property', source, name, from: source.from, to };
    const args = this.args();
    return { type: 'call', source, name, args, from: source.from, to: this.lastEnd() };
  }

  private args(): readonly JuelAst[] {
    const args: JuelAst[] = [];
    if (this.take(')') !== undefined) return args;
    do args.push(this.choice());
    while (this.take(',') !== undefined);
    this.demand(')');
    return args;
  }

  private lastEnd(): number {
    return this.tokens[this.position - 1]?.to ?? 0;
  }

  private primary(): JuelAst {
    const token = this.next;
    const { type, text, from, to } = token;
    if (this.take('(') !== undefined) {
      const inner = this.choice();
      this.demand(')');
      return inner;
    }
    if (type === 'end' || type === 'symbol') throw this.unexpected();
    this.position += 1;
    if (type === 'number') return { type: 'number', digits: text, from, to };
    if (type === 'string') return { type: 'string', value: text, from, to };
    if (text === 'true' || text === 'false' || text === 'null')
      return { type: 'constant', value: text, from, to };
    return this.nameOrFunction(token);
  }

  private nameOrFunction({ text: name, from, to }: JuelToken): JuelAst {
    // A function of a library has a prefix: `fn:length(x)`. In a choice a colon means something else.
    const isPrefix =
      this.next.text === ':' &&
      this.tokens[this.position + 1]?.type === 'name' &&
      this.tokens[this.position + 2]?.text === '(' &&
      this.next.from === to;
    if (isPrefix && this.depth < 2) {
      this.position += 1;
      const local = this.next;
      this.position += 2;
      const args = this.args();
      return { type: 'call', name: `${name}:${local.text}`, args, from, to: this.lastEnd() };
    }
    if (this.take('(') === undefined) return { type: 'name', name, from, to };
    const args = this.args();
    return { type: 'call', name, args, from, to: this.lastEnd() };
  }
}
