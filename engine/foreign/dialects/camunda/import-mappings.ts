import { hasJuel } from '../../juel/translate-juel.js';
import { isPlainName } from '../../juel/write-feel.js';
import { readText } from '../../xml/xml-text.js';
import { childElements, localNameOf, readAttribute, type XmlElement } from '../../xml/xml-node.js';
import type { Place, Told } from '../../place.js';

const hosts = /Task$|^task$|^subProcess$|^transaction$|^adHocSubProcess$|^callActivity$|Event$/;

/** Inputs and outputs of an activity or event. */
export function importInputOutput(place: Place): void {
  for (const fact of place.facts.extensions('camunda', 'inputOutput')) {
    if (fact.element === undefined) continue;
    if (hosts.test(place.local)) importMappings(place, fact.what, fact.element);
    else place.blocks(fact, 'Only activities and events have inputs and outputs');
  }
}

export function importMappings(place: Place, what: string, container: XmlElement): void {
  const prefix = what.slice(0, what.indexOf(':') + 1);
  for (const parameter of childElements(container)) {
    const local = localNameOf(parameter.name);
    const told = { what: `${prefix}${local}`, line: parameter.line };
    if (local === 'inputParameter') importParameter(place, told, parameter, 'input');
    else if (local === 'outputParameter') importParameter(place, told, parameter, 'output');
  }
  handOverAll(place);
}

/** With inputs of its own the work sees everything else there as well. */
export function handOverAll({ local, plan }: Place): void {
  if (plan.hasInputs && /Task$/.test(local) && !/^(user|receive|manual)Task$/.test(local))
    plan.set('io', 'payload', 'all');
}

function importParameter(
  place: Place,
  told: Told,
  parameter: XmlElement,
  kind: 'input' | 'output',
): void {
  const target = readAttribute(parameter, 'name') ?? '';
  if (!isPlainName(target)) {
    return place.blocks(told, `'${target}' cannot be the name of a variable`);
  }
  const source = readSource(place, told, parameter);
  if (source === undefined) return;
  if (kind === 'input') place.plan.addInput(target, source);
  else place.plan.addOutput(target, source);
  place.mapped(told, `the ${kind} '${target}': ${source === '' ? 'an empty text' : source}`);
}

/** The value of a parameter: a text, an expression, a list, a map or a script. */
function readSource(place: Place, told: Told, holder: XmlElement): string | undefined {
  const [definition] = childElements(holder);
  if (definition !== undefined) {
    const feel = readDefinition(place, told, definition);
    return feel === undefined ? undefined : `=${feel}`;
  }
  const text = readText(holder).trim();
  return text === '' ? '=null' : place.value(told, text);
}

function readDefinition(place: Place, told: Told, definition: XmlElement): string | undefined {
  switch (localNameOf(definition.name)) {
    case 'list':
      return readAll(place, told, childElements(definition), (items) => `[${items.join(', ')}]`);
    case 'map':
      return readAll(place, told, childElements(definition), (items) => {
        const keys = childElements(definition).map((entry) => readAttribute(entry, 'key') ?? '');
        const entries = items.map((item, index) => `${JSON.stringify(keys[index] ?? '')}: ${item}`);
        return `{ ${entries.join(', ')} }`;
      });
    case 'script':
      return readScript(place, told, definition);
    default:
      return readItem(place, told, definition);
  }
}

function readAll(
  place: Place,
  told: Told,
  elements: readonly XmlElement[],
  write: (items: readonly string[]) => string,
): string | undefined {
  const items: string[] = [];
  for (const element of elements) {
    const isNested = ['list', 'map', 'script'].includes(localNameOf(element.name));
    const item = isNested ? readDefinition(place, told, element) : readItem(place, told, element);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return write(items);
}

/** A value or an entry as FEEL. */
function readItem(place: Place, told: Told, holder: XmlElement): string | undefined {
  const [definition] = childElements(holder);
  if (definition !== undefined) return readDefinition(place, told, definition);
  const text = readText(holder).trim();
  if (text === '') return 'null';
  if (!hasJuel(text)) return JSON.stringify(text);
  return place.value(told, text)?.slice(1);
}

function readScript(place: Place, told: Told, script: XmlElement): string | undefined {
  const format = readAttribute(script, 'scriptFormat') ?? '';
  if (/feel$/i.test(format)) return readText(script).trim();
  place.blocks(told, `A script in '${format}' as value of a parameter is not run`);
  return undefined;
}
