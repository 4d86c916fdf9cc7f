import { isPlainName } from '../../juel/write-feel.js';
import { childElements, localNameOf, readAttribute } from '../../xml/xml-node.js';
import { handOverAll } from '../camunda/import-mappings.js';
import type { Place, Told } from '../../place.js';

/** Inputs and outputs. A target such as `order.id` sets a member of a variable. */
export function importMapping(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'ioMapping')) {
    if (fact.element === undefined) continue;
    const members = new Map<string, string[]>();
    for (const mapping of childElements(fact.element)) {
      const kind = localNameOf(mapping.name) === 'input' ? 'input' : 'output';
      const told = { what: `zeebe:${kind}`, line: mapping.line };
      const target = readAttribute(mapping, 'target') ?? '';
      const source = readSource(place, told, readAttribute(mapping, 'source') ?? '');
      if (source !== undefined) addMapping(place, told, kind, target, source, members);
    }
    handOverAll(place);
  }
}

function readSource(place: Place, told: Told, text: string): string | undefined {
  return text.trim() === '' ? '=null' : place.value(told, text);
}

function addMapping(
  place: Place,
  told: Told,
  kind: 'input' | 'output',
  target: string,
  source: string,
  members: Map<string, string[]>,
): void {
  const [variable = '', ...path] = target.split('.');
  if (![variable, ...path].every(isPlainName))
    return place.blocks(told, `'${target}' cannot be the name of a variable`);
  const value = path.length === 0 ? source : asMember(kind, variable, path, source, members);
  if (kind === 'input') place.plan.setInput(variable, value);
  else place.plan.setOutput(variable, value);
  place.mapped(told, `the ${kind} '${target}': ${source}`);
}

/** Of an input, members make a context of their own; of an output, they change the one that is there. */
function asMember(
  kind: 'input' | 'output',
  variable: string,
  path: readonly string[],
  source: string,
  members: Map<string, string[]>,
): string {
  const feel = source.startsWith('=') ? source.slice(1) : JSON.stringify(source);
  const entry = path.reduceRight((inner, name) => `{ ${name}: ${inner} }`, feel);
  const key = `${kind} ${variable}`;
  const all = [...(members.get(key) ?? []), entry];
  members.set(key, all);
  if (kind === 'input')
    return all.length === 1 ? `=${entry}` : `=context merge([${all.join(', ')}])`;
  return `=context merge([if is defined(${variable}) and ${variable} != null then ${variable} else {}, ${all.join(', ')}])`;
}
