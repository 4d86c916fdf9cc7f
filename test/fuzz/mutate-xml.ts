import type { Random } from './random.js';
import {
  attributeNames,
  elementNames,
  expressions,
  hostileNames,
  hostileValues,
  pickWord,
} from './words.js';
import { listElements, readTree, writeTree, type XmlElement, type XmlNode } from './xml-tree.js';

/** What damaged documents are made of besides their own words. */
export interface Vocabulary {
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  readonly values: readonly string[];
}

const bpmnVocabulary: Vocabulary = {
  elements: elementNames,
  attributes: attributeNames,
  values: [...hostileValues, ...expressions, ...attributeNames],
};

/** One document, and others that pieces can be taken from. */
export interface Material {
  readonly xml: string;
  readonly others: readonly string[];
  /** That of BPMN if left out. */
  readonly vocabulary?: Vocabulary;
}

/** Damages a model: its bytes, or what they mean. */
export function mutateXml(random: Random, material: Material): string {
  return random.oneIn(6) ? mutateText(random, material.xml) : mutateTree(random, material);
}

/** Changes some characters of a text; `pieces` are put between them. */
export function mutateText(random: Random, original: string, pieces = piecesOfXml): string {
  let text = original;
  for (let count = random.below(4); count >= 0; count -= 1) text = damage(random, text, pieces);
  return text;
}

const piecesOfXml: readonly string[] = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '/',
  '=',
  '&#0;',
  '&lt;',
  '<!--',
  ']]>',
  '\u0000',
  '\uffff',
  '�',
];

function damage(random: Random, text: string, pieces: readonly string[]): string {
  const from = random.below(text.length + 1);
  const to = Math.min(text.length, from + 1 + random.below(random.oneIn(4) ? 200 : 4));
  switch (random.below(6)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, to) + text.slice(from);
    case 2:
      return text.slice(0, from) + (random.pick(pieces) ?? '') + text.slice(from);
    case 3:
      return text.slice(0, from) + String.fromCharCode(random.below(65536)) + text.slice(from + 1);
    case 4:
      return text.slice(0, from);
    default: {
      const other = random.below(text.length + 1);
      return text.slice(0, from) + text.slice(other, other + 40) + text.slice(to);
    }
  }
}

function mutateTree(random: Random, material: Material): string {
  const { xml, others, vocabulary = bpmnVocabulary } = material;
  const root = readTree(xml);
  const words = { ...vocabulary, own: wordsOf(root) };
  const donor = random.oneIn(5) ? random.pick(others) : undefined;
  // Often just one: what is damaged a little can still run.
  for (let count = random.oneIn(2) ? 0 : random.below(5); count >= 0; count -= 1) {
    const elements = listElements(root);
    const place = random.pick(elements);
    if (place === undefined) break;
    const { element, parent } = place;
    if (random.oneIn(2)) mutateAttributes(random, element, words);
    else mutatePlace(random, { element, parent, elements, donor }, words);
  }
  return writeTree(root);
}

interface Words extends Vocabulary {
  readonly own: readonly string[];
}

/** Values and texts of the model: what its references and names are made of. */
function wordsOf(root: XmlElement): readonly string[] {
  return listElements(root).flatMap(({ element }) => [
    ...element.attributes.map(({ value }) => value),
    ...element.children.flatMap((child) => (child.kind === 'text' ? [child.text] : [])),
  ]);
}

function mutateAttributes(random: Random, element: XmlElement, words: Words): void {
  const { attributes } = element;
  const attribute = random.pick(attributes);
  switch (random.below(6)) {
    case 0:
      element.attributes = attributes.filter((each) => each !== attribute);
      break;
    case 1: {
      const name = random.pick(random.oneIn(5) ? hostileNames : words.attributes) ?? 'x';
      attributes.push({ name, value: writable(pickWord(random, words.own, words.values)) });
      break;
    }
    case 2:
      if (attribute !== undefined) attributes.push({ ...attribute });
      break;
    default:
      if (attribute !== undefined)
        attribute.value = writable(pickWord(random, words.own, words.values));
  }
}

/** Most damaged models shall be well-formed still. */
function writable(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

interface Place {
  readonly element: XmlElement;
  readonly parent: XmlElement;
  readonly elements: readonly { element: XmlElement; parent: XmlElement }[];
  readonly donor: string | undefined;
}

function mutatePlace(random: Random, place: Place, words: Words): void {
  const { element, parent, elements } = place;
  const at = parent.children.indexOf(element);
  const other = random.pick(elements)?.element ?? element;
  switch (random.below(8)) {
    case 0:
      parent.children.splice(at, 1);
      break;
    case 1:
      parent.children.splice(at, 0, structuredClone(element));
      break;
    case 2:
      if (!contains(element, other)) {
        parent.children.splice(at, 1);
        other.children.push(element);
      }
      break;
    case 3:
      parent.children.splice(
        random.below(parent.children.length + 1),
        0,
        ...takeFrom(random, place),
      );
      break;
    case 4:
      renameElement(random, element, words);
      break;
    case 5:
      parent.children.splice(at, 1, ...element.children);
      break;
    case 6:
      if (!contains(element, other)) other.children.push(structuredClone(element));
      break;
    default:
      setText(element, writable(pickWord(random, words.own, words.values)));
  }
}

function contains(outer: XmlNode, inner: XmlNode): boolean {
  if (outer === inner) return true;
  return outer.kind === 'element' && outer.children.some((child) => contains(child, inner));
}

/** An element of another model, with all that is in it. */
function takeFrom(random: Random, { donor }: Place): readonly XmlNode[] {
  if (donor === undefined) return [];
  const taken = random.pick(listElements(readTree(donor)))?.element;
  return taken === undefined ? [] : [taken];
}

function renameElement(random: Random, element: XmlElement, words: Words): void {
  const prefix = element.name.includes(':') ? element.name.slice(0, element.name.indexOf(':')) : '';
  const local = random.pick(random.oneIn(20) ? hostileNames : words.elements) ?? 'x';
  element.name = prefix === '' || local.includes(':') ? local : `${prefix}:${local}`;
}

function setText(element: XmlElement, text: string): void {
  const old = element.children.find((child) => child.kind === 'text');
  if (old === undefined) element.children.push({ kind: 'text', text });
  else old.text = text;
}
