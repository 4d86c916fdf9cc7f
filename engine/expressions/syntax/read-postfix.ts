import type { ArgumentNode, FeelAst } from '../feel-ast.js';
import { isRangeEnd } from './read-brackets.js';
import { readDeclaredName, readMember } from './read-name.js';
import type { Reader } from './reader.js';

/** Reads what follows an operand and binds closest: `.name`, `[filter]`, `(arguments)`. */
export function readPostfix(reader: Reader, operand: FeelAst, from: number): FeelAst {
  let node = operand;
  for (;;) {
    if (reader.is('.')) node = readPath(reader, node, from);
    else if (reader.is('[') && !(reader.isInRange && isRangeEnd(reader))) {
      node = readFilter(reader, node, from);
    } else if (reader.is('(')) node = readCall(reader, node, from);
    else return node;
  }
}

function readPath(reader: Reader, source: FeelAst, from: number): FeelAst {
  reader.take();
  const name = readMember(reader);
  return { type: 'path', source, name, from, to: reader.lastEnd };
}

function readFilter(reader: Reader, source: FeelAst, from: number): FeelAst {
  reader.take();
  const filter = reader.filter();
  reader.expect(']');
  return { type: 'filter', source, filter, from, to: reader.lastEnd };
}

function readCall(reader: Reader, callee: FeelAst, from: number): FeelAst {
  reader.take();
  const args = reader.is(')') ? [] : readArguments(reader);
  reader.expect(')');
  return { type: 'call', callee, arguments: args, from, to: reader.lastEnd };
}

/** Either all arguments have names or none has. */
function readArguments(reader: Reader): ArgumentNode[] {
  const args: ArgumentNode[] = [];
  const isNamed = isNamedArgument(reader);
  do args.push(isNamed ? readNamedArgument(reader) : { value: reader.expression() });
  while (reader.takeIf(','));
  return args;
}

function isNamedArgument(reader: Reader): boolean {
  const { place } = reader;
  const isNamed = readDeclaredName(reader, [':']) !== undefined;
  reader.returnTo(place);
  return isNamed;
}

function readNamedArgument(reader: Reader): ArgumentNode {
  const name = readDeclaredName(reader, [':']) ?? reader.failBefore('Expected a name');
  reader.expect(':');
  return { name, value: reader.expression() };
}
