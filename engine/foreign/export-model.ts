import { releaseInputs } from './import-decisions.js';
import { kindOf } from './import-model.js';
import { readModel } from './import-bpmn.js';
import { ModelImport } from './model-import.js';
import { ownNamespace } from './namespaces.js';
import { readDmn } from './read-decisions.js';
import { listOwn } from './own-extensions.js';
import type { ForeignFile, ImportProblem } from './report.js';
import {
  createElement,
  nameLike,
  ownChild,
  removeAttribute,
  removeElement,
  setAttribute,
  setText,
} from './xml/edit-xml.js';
import { readText } from './xml/xml-text.js';
import { writeXml } from './xml/write-xml.js';
import {
  childElements,
  namespaceAt,
  prefixOf,
  readAttribute,
  type XmlElement,
} from './xml/xml-node.js';

/** What an export did with an expression that the import had translated. */
export interface ExportEntry {
  readonly file: string;
  readonly elementId: string;
  /** The child or attribute of the element. */
  readonly property: string;
  /** `given back`: as the other tool wrote it. `changed`: it has changed here, and stays as it is. */
  readonly outcome: 'given back' | 'changed';
}

export interface ExportResult {
  readonly files: readonly ForeignFile[];
  readonly entries: readonly ExportEntry[];
  readonly problems: readonly ImportProblem[];
}

/**
 * Gives models back in the words of the tool that they come from: what the import translated stands there again as it
 * was, if nobody has changed it, beside our own extensions. Total.
 */
export function exportModel(files: readonly ForeignFile[]): ExportResult {
  const entries: ExportEntry[] = [];
  const problems: ImportProblem[] = [];
  const exported = files.map((file) => {
    const kind = kindOf(file);
    if (kind === 'model') return exportBpmn(file, entries, problems);
    return kind === 'decisions' ? exportDecisions(file, problems) : file;
  });
  return { files: exported, entries, problems };
}

function exportBpmn(
  file: ForeignFile,
  entries: ExportEntry[],
  problems: ImportProblem[],
): ForeignFile {
  const read = readModel(file.text);
  if (!read.ok) {
    problems.push({ file: file.name, ...read.problem, isUnreadable: true });
    return file;
  }
  const { document } = read;
  const none = { forms: [], decisions: new Map() };
  for (const element of new ModelImport(file.name, document.root, none).listElements()) {
    entries.push(...giveBack(file.name, element));
  }
  unmark(document.root);
  return { name: file.name, text: writeXml(document) };
}

function exportDecisions(file: ForeignFile, problems: ImportProblem[]): ForeignFile {
  const document = readDmn(file);
  if ('rule' in document) {
    problems.push(document);
    return file;
  }
  releaseInputs(document.root);
  return { name: file.name, text: writeXml(document) };
}

function giveBack(file: string, element: XmlElement): readonly ExportEntry[] {
  const originals = listOwn(element, 'original');
  const entries = originals.map((original): ExportEntry => {
    const property = readAttribute(original, 'property') ?? '';
    const text = readAttribute(original, 'text');
    const translation = readAttribute(original, 'translation');
    const attributes = readAttributes(original);
    const isBack = property.startsWith('@')
      ? giveAttribute(element, property.slice(1), text, translation)
      : giveChild(element, property, { text, translation, attributes });
    return { file, elementId: idOf(element), property, outcome: isBack ? 'given back' : 'changed' };
  });
  [...originals, ...listOwn(element, 'obstacle')].forEach(removeElement);
  const container = ownChild(element, 'extensionElements');
  if (entries.length > 0 && container !== undefined && childElements(container).length === 0)
    removeElement(container);
  return entries;
}

function giveAttribute(
  element: XmlElement,
  name: string,
  text: string | undefined,
  translation: string | undefined,
): boolean {
  if (readAttribute(element, name) !== translation) return false;
  if (text === undefined) removeAttribute(element, name);
  else setAttribute(element, name, text);
  return true;
}

interface OriginalChild {
  readonly text: string | undefined;
  readonly translation: string | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;
}

function giveChild(
  element: XmlElement,
  local: string,
  { text, translation, attributes }: OriginalChild,
): boolean {
  const child = ownChild(element, local);
  if ((child === undefined ? undefined : readText(child)) !== translation) return false;
  if (child === undefined) addExpression(element, local, text ?? '', attributes);
  else if (text === undefined) removeElement(child);
  else setText(child, text);
  return true;
}

/** Only cycles are taken away by an import: as cron they stand in our own extension. */
function addExpression(
  element: XmlElement,
  local: string,
  text: string,
  attributes: OriginalChild['attributes'],
): void {
  const given = attributes ?? { 'xsi:type': nameLike(element, 'tFormalExpression') };
  const expression = createElement(nameLike(element, local), given);
  expression.parent = element;
  if ('xsi:type' in given && namespaceAt(expression, 'xsi') === '')
    setAttribute(expression, 'xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance');
  setText(expression, text);
  element.children.push(expression);
}

const attributeName = /^[\p{L}_][\p{L}\p{N}_.:-]*$/u;

/** Nothing if somebody has written something else there. */
function readAttributes(original: XmlElement): OriginalChild['attributes'] {
  try {
    const value: unknown = JSON.parse(readAttribute(original, 'attributes') ?? '');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const texts = Object.entries(value).filter(([name]) => attributeName.test(name));
    return Object.fromEntries(texts.map(([name, text]) => [name, String(text)]));
  } catch {
    return undefined;
  }
}

function idOf(element: XmlElement): string {
  let around: XmlElement | undefined = element;
  while (around !== undefined && readAttribute(around, 'id') === undefined) around = around.parent;
  return around === undefined ? '' : (readAttribute(around, 'id') ?? '');
}

function unmark(root: XmlElement): void {
  for (const { name } of [...root.attributes]) {
    const isOwn = prefixOf(name) !== '' && namespaceAt(root, prefixOf(name)) === ownNamespace;
    if (isOwn && name.endsWith(':imported')) removeAttribute(root, name);
  }
}
