import type { DecisionModel } from '../dmn/index.js';
import { compileDmn } from '../dmn/parser/index.js';
import { checkXml } from '../parser/check-xml.js';
import { knownTool } from '../parser/foreign-tools.js';
import type { Problem } from '../parser/index.js';
import type { DecisionShape } from './model-import.js';
import type { ForeignFile, ImportEntry, ImportProblem } from './report.js';
import { isGenerous, requireInputs } from './import-decisions.js';
import { writeXml } from './xml/write-xml.js';
import { readXml } from './xml/read-xml.js';
import {
  childElements,
  localNameOf,
  namespaceAt,
  namespaceOf,
  prefixOf,
  readAttribute,
  type XmlDocument,
  type XmlElement,
} from './xml/xml-node.js';

export interface DecisionsRead {
  /** Those that could be read, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly models: ReadonlyMap<string, DecisionModel>;

  readonly shapes: ReadonlyMap<string, DecisionShape>;
  readonly entries: readonly ImportEntry[];
  readonly problems: readonly ImportProblem[];
}

/** Decisions beside a model: which there are, what their tables give, and what other engines have written at them. */
export async function readDecisions(files: readonly ForeignFile[]): Promise<DecisionsRead> {
  const shapes = new Map<string, DecisionShape>();
  const entries: ImportEntry[] = [];
  const problems: ImportProblem[] = [];
  const models = new Map<string, DecisionModel>();
  const texts = new Map<string, string>();
  for (const file of files) {
    const read = readDmn(file);
    if ('rule' in read) {
      problems.push(read);
      continue;
    }
    const { root } = read;
    for (const element of listAll(root)) {
      if (localNameOf(element.name) === 'decision') addDecision(file, element, shapes, entries);
      entries.push(...describeForeign(file, element));
    }
    const imports = files.filter((other) => other !== file).map(({ text }) => text);
    const first = await compileDmn(file.text, { imports });
    const required = isGenerous(root) ? requireInputs(file.name, root, first.problems) : [];
    entries.push(...required);
    const text = required.length === 0 ? file.text : writeXml(read);
    const compiled = required.length === 0 ? first : await compileDmn(text, { imports });
    texts.set(file.name, text);
    if (compiled.model !== undefined) models.set(file.name, compiled.model);
    problems.push(...compiled.problems.map((problem) => locate(file, problem)));
  }
  return {
    texts,
    models,
    shapes,
    entries: [...entries].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    problems,
  };
}

export function readDmn(file: ForeignFile): XmlDocument | ImportProblem {
  const { name, text } = file;
  const refusal = checkXml(text);
  if (refusal !== undefined) {
    const { line } = refusal.params;
    return {
      file: name,
      ...refusal,
      ...(typeof line === 'number' ? { line } : {}),
      isUnreadable: true,
    };
  }
  const read = readXml(text);
  if (!read.ok) {
    const { line, cause } = read.fault;
    return unreadable(name, `Expected well-formed DMN XML but at line ${line}: ${cause}`, line);
  }
  const { root } = read.document;
  const isDmn =
    /\/spec\/DMN\//i.test(namespaceOf(root)) && localNameOf(root.name) === 'definitions';
  return isDmn
    ? read.document
    : unreadable(
        name,
        `Expected DMN definitions as the outermost element but got '${root.name}'`,
        root.line,
      );
}

function unreadable(file: string, message: string, line: number): ImportProblem {
  return {
    file,
    rule: 'xmlMalformed',
    severity: 'error',
    message,
    params: { line },
    line,
    isUnreadable: true,
  };
}

function locate({ name: file }: ForeignFile, problem: Problem): ImportProblem {
  const { line } = problem.params;
  return { file, ...problem, ...(typeof line === 'number' ? { line } : {}) };
}

function listAll(root: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const open = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    found.push(element);
    open.push(...[...childElements(element)].reverse());
  }
  return found;
}

function addDecision(
  { name: file }: ForeignFile,
  decision: XmlElement,
  shapes: Map<string, DecisionShape>,
  entries: ImportEntry[],
): void {
  const id = readAttribute(decision, 'id') ?? '';
  const shape = readShape(decision);
  if (shape !== undefined) shapes.set(id, shape);
  entries.push({
    file,
    elementId: id,
    elementName: readAttribute(decision, 'name') ?? '',
    what: 'dmn:decision',
    fate: 'mapped',
    message: `Becomes the decision '${id}'.`,
    line: decision.line,
  });
}

const listPolicies = new Set(['RULE ORDER', 'OUTPUT ORDER']);

function readShape(decision: XmlElement): DecisionShape | undefined {
  const table = childElements(decision).find(({ name }) => localNameOf(name) === 'decisionTable');
  if (table === undefined) return undefined;
  const outputs = childElements(table)
    .filter(({ name }) => localNameOf(name) === 'output')
    .map((output) => readAttribute(output, 'name') ?? '');
  const policy = readAttribute(table, 'hitPolicy') ?? 'UNIQUE';
  const isCollected = policy === 'COLLECT' && readAttribute(table, 'aggregation') === undefined;
  return { outputs, isList: isCollected || listPolicies.has(policy) };
}

/** Attributes and elements of the other engine, and expressions in a language that is not FEEL. */
function describeForeign({ name: file }: ForeignFile, element: XmlElement): readonly ImportEntry[] {
  const subject = subjectOf(element);
  const about = {
    file,
    elementId: readAttribute(subject, 'id') ?? '',
    elementName: readAttribute(subject, 'name') ?? '',
    line: element.line,
  };
  const attributes = element.attributes.flatMap(({ name }): ImportEntry[] => {
    const tool =
      prefixOf(name) === '' ? undefined : knownTool(namespaceAt(element, prefixOf(name)));
    if (tool === undefined || tool.family === 'modeler') return [];
    const what = `${tool.prefix}:${localNameOf(name)}`;
    return [
      {
        ...about,
        what,
        fate: 'kept',
        message: 'Kept but not executed: Of use to the other engine.',
      },
    ];
  });
  const language = readAttribute(element, 'expressionLanguage');
  if (language === undefined || /feel/i.test(language)) return attributes;
  const message = `Blocks deployment: '${language}' is not run in decisions; write it in FEEL.`;
  return [...attributes, { ...about, what: 'expressionLanguage', fate: 'blocks', message }];
}

function subjectOf(element: XmlElement): XmlElement {
  let around = element;
  while (around.parent !== undefined && localNameOf(around.name) !== 'decision')
    around = around.parent;
  return around;
}
