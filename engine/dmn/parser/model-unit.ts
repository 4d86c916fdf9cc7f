import type { Problem } from '../../parser/problem.js';
import { normalizeName } from '../find-element.js';
import { childrenNamed, readXmlTree, type XmlElement } from './xml-tree.js';

/** One file: the model, or one that it imports. */
export interface ModelUnit {
  readonly root: XmlElement;
  readonly namespace: string;
  readonly isMain: boolean;
  /** How people name its elements from the main model: the names of the imports on each way; none if it needs no name. */
  readonly ways: string[];
  /** The files it imports, by the names it gives them. */
  readonly imports: Map<string, ModelUnit>;
}

/** Of DMN 1.1, and of every version since, which has its date in it. */
const modelNamespace = /^https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/(?:MODEL\/?|dmn\.xsd)$/;

export function isModelNamespace(namespace: string): boolean {
  return modelNamespace.test(namespace);
}

export interface ReadUnits {
  /** The model first, then what it imports, each once. */
  readonly units: readonly ModelUnit[];
  readonly problems: readonly Problem[];
}

/** Reads a model and those of the given files that it imports, directly or not. */
export function readUnits(xml: string, others: readonly string[]): ReadUnits {
  const problems: Problem[] = [];
  const root = readDefinitions(xml);
  if ('rule' in root) return { units: [], problems: [root] };
  const available = others.map(readDefinitions);
  for (const other of available) if ('rule' in other) problems.push(other);
  const roots = available.filter((other): other is XmlElement => !('rule' in other));
  const main = unitOf(root, true);
  const units = [main];
  // Grows while it is walked.
  for (const unit of units) resolveImports(unit, roots, units, problems);
  findWays(main, [], [main]);
  return { units, problems };
}

function unitOf(root: XmlElement, isMain: boolean): ModelUnit {
  const namespace = root.attributes['namespace'] ?? '';
  return { root, namespace, isMain, ways: [], imports: new Map() };
}

const mostWays = 20;

/** Files may import each other: no way goes over a file twice. */
function findWays(unit: ModelUnit, names: readonly string[], passed: readonly ModelUnit[]): void {
  for (const [name, imported] of unit.imports) {
    if (passed.includes(imported) || imported.ways.length >= mostWays) continue;
    const way = name === '' ? names : [...names, name];
    if (way.length > 0) imported.ways.push(way.join('.'));
    findWays(imported, way, [...passed, imported]);
  }
}

function readDefinitions(xml: string): XmlElement | Problem {
  const root = readXmlTree(xml);
  if ('rule' in root) return root;
  if (root.name === 'definitions' && isModelNamespace(root.namespace)) return root;
  const got = `<${root.name}> of '${root.namespace}'`;
  return {
    rule: 'notDmn',
    severity: 'error',
    message: `Expected definitions of DMN 1.1 or later as the outermost element but got ${got}`,
    params: { name: root.name, namespace: root.namespace },
  };
}

function resolveImports(
  unit: ModelUnit,
  roots: readonly XmlElement[],
  units: ModelUnit[],
  problems: Problem[],
): void {
  for (const element of childrenNamed(unit.root, 'import')) {
    const namespace = element.attributes['namespace'] ?? '';
    const name = normalizeName(element.attributes['name'] ?? '');
    const importType = element.attributes['importType'] ?? '';
    if (!isModelNamespace(importType)) {
      problems.push(
        importProblem(
          element,
          'importUnsupported',
          'warning',
          `Expected an import of DMN but '${name}' is one of '${importType}', which is left aside`,
        ),
      );
      continue;
    }
    const imported = findUnit(namespace, roots, units);
    if (imported === undefined) {
      const message = `Expected a file with the namespace '${namespace}' for import '${name}' but none is given`;
      problems.push(importProblem(element, 'importMissing', 'error', message));
    } else {
      unit.imports.set(name, imported);
    }
  }
}

function findUnit(
  namespace: string,
  roots: readonly XmlElement[],
  units: ModelUnit[],
): ModelUnit | undefined {
  const known = units.find((each) => each.namespace === namespace);
  if (known !== undefined) return known;
  const root = roots.find((each) => each.attributes['namespace'] === namespace);
  if (root === undefined) return undefined;
  const made = unitOf(root, false);
  units.push(made);
  return made;
}

function importProblem(
  element: XmlElement,
  rule: string,
  severity: Problem['severity'],
  message: string,
): Problem {
  const id = element.attributes['id'];
  return {
    ...(id === undefined ? {} : { elementId: id }),
    rule,
    severity,
    message,
    params: { line: element.line, namespace: element.attributes['namespace'] ?? '' },
  };
}
