import type { ArgumentNode, FeelAst, ParameterNode } from '../feel-ast.js';
import { convertType } from './convert-type.js';
import {
  convertPart,
  partsOf,
  sourceOf,
  spanOf,
  type SyntaxNode,
  type SyntaxReader,
} from './syntax-reader.js';

/** `f(1, 2)`, `f(a: 1)` and the literals that look like calls, such as `date("2026-11-21")`. */
export function convertCall(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const [callee, list] = partsOf(node);
  return {
    type: 'call',
    callee: convertCallee(callee, node, reader),
    arguments: list === undefined ? [] : convertArguments(list, reader),
    ...spanOf(node),
  };
}

function convertCallee(
  callee: SyntaxNode | undefined,
  node: SyntaxNode,
  reader: SyntaxReader,
): FeelAst {
  const isReserved =
    callee?.name === 'DateTimeConstructor' || callee?.name === 'SpecialFunctionName';
  if (!isReserved) return convertPart(callee, node, reader);
  return {
    type: 'name',
    name: sourceOf(callee, reader).replace(/\s+/g, ' '),
    ...spanOf(callee),
  };
}

function convertArguments(list: SyntaxNode, reader: SyntaxReader): ArgumentNode[] {
  return partsOf(list).map((part) =>
    part.name === 'NamedParameter'
      ? convertNamedArgument(part, reader)
      : { value: reader.convert(part) },
  );
}

function convertNamedArgument(node: SyntaxNode, reader: SyntaxReader): ArgumentNode {
  const [name, value] = partsOf(node);
  return {
    name: name === undefined ? '' : reader.names.spell(sourceOf(name, reader)),
    value: convertPart(value, node, reader),
  };
}

export function convertFunction(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const parameters = node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? [];
  const converted = parameters.map((parameter) => convertParameter(parameter, reader));
  const body = node.getChild('FunctionBody');
  const external = node.getChild('external');
  if (external !== null) {
    const message = 'Expected a function written in FEEL but external functions are not supported';
    reader.problems.push({ message, ...spanOf(external) });
  }
  return {
    type: 'function',
    parameters: converted,
    body: convertPart(body === null ? undefined : partsOf(body)[0], node, reader),
    ...spanOf(node),
  };
}

function convertParameter(node: SyntaxNode, reader: SyntaxReader): ParameterNode {
  const name = node.getChild('ParameterName');
  const type = node.getChild('Type');
  const declared = name === null ? '' : reader.names.declare(sourceOf(name, reader));
  return type === null ? { name: declared } : { name: declared, of: convertType(type, reader) };
}
