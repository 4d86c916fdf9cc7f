import type { FeelAst } from '../feel-ast.js';
import { readContext, readParentheses, readReversedSquare, readSquare } from './read-brackets.js';
import { readFor, readFunction, readIf, readQuantified } from './read-control.js';
import { readAt, readConstant, readNumber, readString } from './read-literal.js';
import { readName } from './read-name.js';
import { readPostfix } from './read-postfix.js';
import type { Reader } from './reader.js';

/** What an operator stands between: a literal, a name, brackets, with all that follows closely. */
export function readOperand(reader: Reader): FeelAst {
  const { from } = reader.token;
  return readPostfix(reader, readPrimary(reader), from);
}

function readPrimary(reader: Reader): FeelAst {
  const { type } = reader.token;
  switch (type) {
    case 'number':
      return readNumber(reader);
    case 'string':
      return readString(reader);
    case 'word':
      return readWord(reader);
    case 'sign':
      return readBracket(reader);
    case 'end':
      return reader.failBefore();
  }
}

function readBracket(reader: Reader): FeelAst {
  switch (reader.token.text) {
    case '(':
      return readParentheses(reader);
    case '[':
      return readSquare(reader);
    case ']':
      return readReversedSquare(reader);
    case '{':
      return readContext(reader);
    case '@':
      return readAt(reader);
    default:
      return reader.failBefore();
  }
}

/** A keyword begins what it always begins, even if a known name begins so too. */
function readWord(reader: Reader): FeelAst {
  switch (reader.token.text) {
    case 'if':
      return readIf(reader);
    case 'for':
      return readFor(reader);
    case 'some':
      return readQuantified(reader, 'some');
    case 'every':
      return readQuantified(reader, 'every');
    case 'function':
      return reader.is('(', 1) ? readFunction(reader) : readVariable(reader);
    default:
      return readConstant(reader) ?? readVariable(reader);
  }
}

function readVariable(reader: Reader): FeelAst {
  const { from } = reader.token;
  const name = readName(reader);
  return { type: 'name', name, from, to: reader.lastEnd };
}
