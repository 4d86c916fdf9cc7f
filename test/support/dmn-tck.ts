import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { compileDmn } from '../../engine/dmn/parser/index.js';
import { readXmlTree, type XmlElement } from '../../engine/dmn/parser/xml-tree.js';
import {
  type DecisionModel,
  type EvaluationTarget,
  evaluateDecision,
} from '../../engine/dmn/index.js';
import { areNumbersEqual, parseNumber, subtract } from '../../engine/expressions/decimal-number.js';
import {
  contextOf,
  type FeelValue,
  isContext,
  isList,
  isNumber,
} from '../../engine/expressions/feel-value.js';
import { fromJson, toJson } from '../../engine/expressions/json-values.js';

/** Cases in the format of the DMN Technology Compatibility Kit: models beside files of inputs and expected results. */

export interface TckCase {
  readonly id: string;
  readonly model: DecisionModel;
  readonly inputs: Readonly<Record<string, FeelValue>>;
  readonly results: readonly TckResult[];
}

export interface TckResult {
  readonly name: string;
  readonly target: EvaluationTarget;
  readonly expected: FeelValue;
}

const now = Date.UTC(2026, 0, 15, 12);

/** The cases of a folder; every other `.dmn` file in it can be imported. */
export async function readTckFolder(folder: string): Promise<readonly TckCase[]> {
  const files = readdirSync(folder).sort();
  const texts = new Map(
    files
      .filter((file) => file.endsWith('.dmn'))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
  const cases: TckCase[] = [];
  for (const file of files.filter((each) => each.endsWith('.xml'))) {
    const root = readXml(readFileSync(join(folder, file), 'utf8'));
    const name = childrenOf(root, 'modelName')[0]?.text.trim() ?? '';
    const imports = [...texts].flatMap(([other, text]) => (other === name ? [] : [text]));
    const { model } = await compileDmn(texts.get(name) ?? '', { imports });
    if (model === undefined) throw new TypeError(`'${name}' of '${file}' is no model`);
    for (const element of childrenOf(root, 'testCase')) {
      const id = `${file} ${element.attributes['id'] ?? ''}`;
      cases.push({ id, model, ...readCase(element) });
    }
  }
  return cases;
}

function readCase(element: XmlElement) {
  const inputs = childrenOf(element, 'inputNode').map(
    (node) => [node.attributes['name'] ?? '', readValue(node)] as const,
  );
  const invocable = element.attributes['invocableName'] ?? '';
  const type = element.attributes['type'];
  const results = childrenOf(element, 'resultNode').map((node): TckResult => {
    const name = node.attributes['name'] ?? '';
    const expected = childrenOf(node, 'expected')[0];
    const target: EvaluationTarget =
      type === 'decisionService'
        ? { service: invocable }
        : type === 'bkm'
          ? { knowledge: invocable }
          : { decision: name };
    return { name, target, expected: expected === undefined ? null : readValue(expected) };
  });
  return { inputs: Object.fromEntries(inputs), results };
}

/** What a case yields that it should not, in words; nothing if all is well. */
export function runTckCase({ model, inputs, results }: TckCase): readonly string[] {
  return results.flatMap(({ name, target, expected }) => {
    const { value, warnings } = evaluateDecision(model, target, inputs, { now, zone: 'UTC' });
    if (isSame(value, expected)) return [];
    const got = JSON.stringify(describe(value));
    const told = warnings.map(({ message }) => message).join('; ');
    return [`${name}: expected ${JSON.stringify(describe(expected))} but got ${got} (${told})`];
  });
}

function describe(value: FeelValue): unknown {
  try {
    return toJson(value);
  } catch {
    return 'a function';
  }
}

function readXml(text: string): XmlElement {
  const root = readXmlTree(text);
  if ('rule' in root) throw new TypeError(root.message);
  return root;
}

function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function readValue(element: XmlElement): FeelValue {
  const [list] = childrenOf(element, 'list');
  if (list !== undefined && !isNil(list)) return childrenOf(list, 'item').map(readValue);
  const components = childrenOf(element, 'component');
  if (components.length > 0) {
    return contextOf(
      components.map((each) => [
        each.attributes['name'] ?? '',
        isNil(each) ? null : readValue(each),
      ]),
    );
  }
  const [value] = childrenOf(element, 'value');
  return value === undefined || isNil(value) ? null : readSimple(value);
}

function isNil(element: XmlElement): boolean {
  return Object.entries(element.attributes).some(
    ([name, value]) => name.endsWith(':nil') && value === 'true',
  );
}

const tags: Readonly<Record<string, string>> = {
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  duration: 'duration',
  dayTimeDuration: 'duration',
  yearMonthDuration: 'duration',
};

function readSimple(element: XmlElement): FeelValue {
  const type = Object.entries(element.attributes).find(([name]) => name.endsWith(':type'))?.[1];
  const local = type?.split(':').at(-1) ?? 'string';
  const text = local === 'string' ? element.text : element.text.trim();
  if (local === 'boolean') return text === 'true';
  if (['decimal', 'double', 'integer', 'float', 'int', 'long'].includes(local)) {
    return parseNumber(text) ?? null;
  }
  const tag = tags[local];
  return tag === undefined ? text : fromJson({ '@feel': tag, value: text });
}

/** Numbers may differ by rounding: the cases give about 16 digits of them. */
function isSame(value: FeelValue, expected: FeelValue): boolean {
  if (isNumber(value) && isNumber(expected)) {
    const difference = Math.abs(Number(subtract(value, expected)));
    return (
      areNumbersEqual(value, expected) ||
      difference <= 1e-8 * Math.max(1, Math.abs(Number(expected)))
    );
  }
  if (isList(value) && isList(expected)) {
    return (
      value.length === expected.length &&
      value.every((item, index) => isSame(item, expected[index] ?? null))
    );
  }
  if (isContext(value) && isContext(expected)) {
    const keys = Object.keys(value);
    return (
      keys.length === Object.keys(expected).length &&
      keys.every(
        (key) => Object.hasOwn(expected, key) && isSame(value[key] ?? null, expected[key] ?? null),
      )
    );
  }
  return JSON.stringify(describe(value)) === JSON.stringify(describe(expected));
}
