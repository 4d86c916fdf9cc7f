import type { FeelAst, IteratorNode, ParameterNode } from '../feel-ast.js';
import { readDeclaredName } from './read-name.js';
import { readType } from './read-type.js';
import type { Reader } from './reader.js';

export function readIf(reader: Reader): FeelAst {
  const { from } = reader.take();
  const condition = reader.expression();
  reader.expect('then');
  const then = reader.expression();
  reader.expect('else');
  const otherwise = reader.expression();
  return { type: 'if', condition, then, else: otherwise, from, to: reader.lastEnd };
}

/** The body of a loop also sees the results so far. */
export function readFor(reader: Reader): FeelAst {
  const { from } = reader.take();
  return reader.withNames(['partial'], () => {
    const iterators = readIterators(reader);
    reader.expect('return');
    const body = reader.expression();
    return { type: 'for', iterators, body, from, to: reader.lastEnd };
  });
}

export function readQuantified(reader: Reader, type: 'some' | 'every'): FeelAst {
  const { from } = reader.take();
  return reader.withNames([], () => {
    const iterators = readIterators(reader);
    reader.expect('satisfies');
    const body = reader.expression();
    return { type, iterators, body, from, to: reader.lastEnd };
  });
}

/** An iterator sees the names of the iterators before it. */
function readIterators(reader: Reader): IteratorNode[] {
  const iterators: IteratorNode[] = [];
  do {
    const name = readDeclaredName(reader, ['in']) ?? reader.failBefore('Expected a name');
    reader.expect('in');
    const source = reader.expression();
    const end = reader.takeIf('..') ? { end: reader.expression() } : {};
    iterators.push({ name, source, ...end });
    reader.names.add(name);
  } while (reader.takeIf(','));
  return iterators;
}

/** `function(a, b: number) a + b`, or with `external` before the body. */
export function readFunction(reader: Reader): FeelAst {
  const { from } = reader.take();
  reader.expect('(');
  const parameters = reader.is(')') ? [] : readParameters(reader);
  reader.expect(')');
  const external = reader.takeIf('external') ? { isExternal: true as const } : {};
  const names = parameters.map((parameter) => parameter.name);
  const body = reader.withNames(names, () => reader.expression());
  return { type: 'function', parameters, body, ...external, from, to: reader.lastEnd };
}

function readParameters(reader: Reader): ParameterNode[] {
  const parameters: ParameterNode[] = [];
  do {
    const name = readDeclaredName(reader, [':', ',', ')']) ?? reader.failBefore('Expected a name');
    const of = reader.takeIf(':') ? { of: readType(reader) } : {};
    parameters.push({ name, ...of });
  } while (reader.takeIf(','));
  return parameters;
}
