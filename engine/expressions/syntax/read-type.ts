import type { FeelTypeNode } from '../feel-ast.js';
import { KnownNames } from './known-names.js';
import { readDeclaredName, readMember, readName } from './read-name.js';
import type { Reader } from './reader.js';

const typeNames = new KnownNames([
  'date and time',
  'days and time duration',
  'years and months duration',
]);

/** Reads a type: a name, perhaps qualified by that of an import, or `list<number>` and the like. */
export function readType(reader: Reader): FeelTypeNode {
  return reader.nested(() => (reader.is('<', 1) ? readConstructed(reader) : readNamed(reader)));
}

function readNamed(reader: Reader): FeelTypeNode {
  const match = typeNames.find(reader.text, reader.token.from);
  if (match !== undefined && reader.moveTo(match.end)) return { type: 'named', name: match.name };
  const names = [readName(reader)];
  while (reader.takeIf('.')) names.push(readMember(reader));
  return { type: 'named', name: names.join('.') };
}

function readConstructed(reader: Reader): FeelTypeNode {
  const { text } = reader.token;
  const isKnown = /^(list|range|context|function)$/.test(text);
  if (!isKnown) reader.failBefore('Expected a type');
  reader.take();
  reader.take();
  if (text === 'function') return readFunctionType(reader);
  const type: FeelTypeNode =
    text === 'context'
      ? { type: 'contextOf', entries: readEntries(reader) }
      : { type: text === 'list' ? 'listOf' : 'rangeOf', of: readType(reader) };
  reader.expect('>');
  return type;
}

function readEntries(reader: Reader) {
  const entries: { readonly key: string; readonly of: FeelTypeNode }[] = [];
  do {
    const key = readDeclaredName(reader, [':']) ?? reader.failBefore('Expected a name');
    reader.expect(':');
    entries.push({ key, of: readType(reader) });
  } while (reader.takeIf(','));
  return entries;
}

function readFunctionType(reader: Reader): FeelTypeNode {
  const parameters: FeelTypeNode[] = [];
  if (!reader.is('>') && !reader.is('->')) {
    do parameters.push(readType(reader));
    while (reader.takeIf(','));
  }
  reader.expect('>');
  reader.expect('->');
  return { type: 'functionOf', parameters, result: readType(reader) };
}
