import { checkXml } from '../parser/check-xml.js';
import type { Problem } from '../parser/index.js';
import { importCamunda } from './dialects/camunda/import-camunda.js';
import { importZeebe } from './dialects/zeebe/import-zeebe.js';
import { completeDiagram } from './layout/complete-diagram.js';
import { type Beside, ModelImport } from './model-import.js';
import { bpmnNamespace, ownNamespace } from './namespaces.js';
import { declareOwnPrefix } from './own-extensions.js';
import type { Place } from './place.js';
import type { ForeignFile, ImportedFile, ImportEntry } from './report.js';
import { importExpressions } from './standard-expressions.js';
import { setAttribute } from './xml/edit-xml.js';
import { readXml } from './xml/read-xml.js';
import { writeXml } from './xml/write-xml.js';
import { localNameOf, namespaceOf, readAttribute, type XmlDocument } from './xml/xml-node.js';

export interface ImportedModel {
  readonly text: string;
  readonly tool: string | undefined;
  readonly layout: ImportedFile['layout'];
  readonly forms: readonly ForeignFile[];
  readonly entries: readonly ImportEntry[];
  /** Elements at which the compiler finds what the entries have told. */
  readonly caught: ReadonlySet<string>;
  /** Of the file as it was given, by the id of an element. */
  readonly lines: ReadonlyMap<string, number>;
}

export type BpmnImport =
  | { readonly ok: true; readonly model: ImportedModel }
  | { readonly ok: false; readonly problem: Problem };

/** Adds to a model of another tool what it means here; everything that it says itself stays in it. */
export async function importBpmn(file: ForeignFile, beside: Beside): Promise<BpmnImport> {
  const read = readModel(file.text);
  if (!read.ok) return read;
  const { document } = read;
  const model = new ModelImport(file.name, document.root, beside);
  const lines = indexLines(model);
  model.listElements().forEach((element) => importElement(model.placeOf(element)));
  writePlans(model);
  const layout = await completeDiagram(document.root);
  return {
    ok: true,
    model: {
      text: writeXml(document),
      tool: model.tool,
      layout,
      forms: model.forms,
      entries: inOrder(model.entries),
      caught: model.caught,
      lines,
    },
  };
}

export type ModelReading =
  | { readonly ok: true; readonly document: XmlDocument }
  | { readonly ok: false; readonly problem: Problem };

export function readModel(text: string): ModelReading {
  const refusal = checkXml(text) ?? checkCharacters(text);
  if (refusal !== undefined) return { ok: false, problem: refusal };
  const result = readXml(text);
  if (!result.ok) {
    const { line, cause } = result.fault;
    return unreadable(`Expected well-formed BPMN XML but at line ${line}: ${cause}`, {
      line,
      cause,
    });
  }
  const { root } = result.document;
  if (namespaceOf(root) === bpmnNamespace && localNameOf(root.name) === 'definitions')
    return result;
  return unreadable(`Expected BPMN definitions as the outermost element but got '${root.name}'`, {
    line: root.line,
  });
}

function unreadable(message: string, params: Problem['params']): ModelReading {
  return { ok: false, problem: { rule: 'xmlMalformed', severity: 'error', message, params } };
}

/** XML 1.0 section 2.2: control characters stand in no XML. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function checkCharacters(text: string): Problem | undefined {
  const index = text.search(control);
  if (index < 0) return undefined;
  const line = text.slice(0, index).split('\n').length;
  const code = text.charCodeAt(index).toString(16).padStart(4, '0');
  const message = `Expected XML but line ${line} has the control character U+${code}`;
  return { rule: 'xmlMalformed', severity: 'error', message, params: { line } };
}

function importElement(place: Place): void {
  importCamunda(place);
  importZeebe(place);
  importExpressions(place);
  place.facts.leftovers().forEach((fact) => place.asStated(fact));
}

function indexLines(model: ModelImport): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const element of model.listElements()) {
    const id = readAttribute(element, 'id');
    if (id !== undefined && !lines.has(id)) lines.set(id, element.line);
  }
  return lines;
}

/** Writes what is planned, and that it has been: whoever reads the model later need not look for more. */
function writePlans(model: ModelImport): void {
  const { root } = model;
  let prefix: string | undefined;
  for (const [element, plan] of model.listPlans()) {
    if (plan.isEmpty) continue;
    prefix ??= declare(root);
    for (const local of plan.apply(element, prefix)) {
      const text = `Stands there already and says something else than this tool: it counts`;
      model
        .placeOf(element)
        .note({ what: `lemniscate:${local}`, line: element.line }, 'kept', `${text}.`);
    }
  }
  if (!model.hasForeign) return;
  prefix ??= declare(root);
  setAttribute(root, `${prefix}:imported`, model.tool ?? '');
}

function declare(root: XmlDocument['root']): string {
  return declareOwnPrefix(root, (name) => setAttribute(root, name, ownNamespace));
}

function inOrder(entries: readonly ImportEntry[]): readonly ImportEntry[] {
  return [...entries].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
