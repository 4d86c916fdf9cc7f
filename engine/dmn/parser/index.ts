import { canonicalJson, sha256 } from '../../model/content-hash.js';
import type { Problem } from '../../parser/problem.js';
import type { JsonValue } from '../../protocol/json.js';
import { expandReference } from '../expand-type.js';
import type { DecisionModel, ItemType, TypeReference } from '../model/decision-model.js';
import { checkCycles, dropAliasCycles } from './check-cycles.js';
import { checkNames } from './check-names.js';
import { ElementIndex } from './element-index.js';
import { collectMemberNames } from './member-names.js';
import { type ModelUnit, readUnits } from './model-unit.js';
import { type Graph, readGraph } from './read-graph.js';
import { noTypes, readItemTypes, resolveTypeName } from './read-types.js';
import { nameOf, type Reading } from './reading.js';
import { basicTypeOf } from './type-names.js';
import type { XmlElement } from './xml-tree.js';

export type { Problem };

export interface CompileDmnOptions {
  /** The texts of other models, of which those are taken that the model imports. */
  readonly imports?: readonly string[];
}

export interface CompileDmnResult {
  /**
   * Left out only if the text is no DMN at all. A model with errors can be evaluated: what cannot be read is null with a
   * warning. Whether it may be deployed is said by the problems.
   */
  readonly model?: DecisionModel;
  readonly problems: readonly Problem[];
}

/** Compiles a DMN file. Total: whatever is wrong is a problem, nothing is thrown. */
export function compileDmn(
  xml: string,
  options: CompileDmnOptions = {},
): Promise<CompileDmnResult> {
  return Promise.resolve(compile(xml, options.imports ?? []));
}

function compile(xml: string, imports: readonly string[]): CompileDmnResult {
  const { units, problems: found } = readUnits(xml, imports);
  const [main] = units;
  if (main === undefined) return { problems: found };
  const problems = [...found];
  const types = noTypes();
  const members = collectMemberNames(units);
  const readings = units.map((unit) => readingOf(unit, members, types, problems));
  for (const reading of readings) Object.assign(types, readItemTypes(reading));
  dropAliasCycles(types, problems);
  const index = new ElementIndex(units);
  const graphs = readings.map((reading) => readGraph(reading, index));
  const graph = mergeGraphs(graphs);
  for (const unit of units) problems.push(...checkNames(unit));
  problems.push(...checkCycles(graph));
  const content = { format: 1 as const, ...headOf(main), types, ...graph };
  // A model is plain JSON throughout; interfaces lack the index signature that would say so.
  const json = content as unknown as JsonValue;
  return { model: { ...content, hash: sha256(canonicalJson(json)) }, problems };
}

function headOf(main: ModelUnit) {
  const name = nameOf(main.root);
  return { id: main.root.attributes['id'] ?? name, name, namespace: main.namespace };
}

function readingOf(
  unit: ModelUnit,
  members: readonly string[],
  types: Readonly<Record<string, ItemType>>,
  problems: Problem[],
): Reading {
  return {
    unit,
    problems,
    members,
    findType: (name: string, element: XmlElement): TypeReference | undefined =>
      resolveTypeName(name, element, unit),
    expandType: (name: string) => {
      if (basicTypeOf(name) !== undefined) return undefined;
      const reference = resolveTypeName(name, unit.root, unit);
      return reference && expandReference(reference, types);
    },
  };
}

function mergeGraphs(graphs: readonly Graph[]): Graph {
  return {
    inputs: graphs.flatMap(({ inputs }) => inputs),
    decisions: graphs.flatMap(({ decisions }) => decisions),
    knowledge: graphs.flatMap(({ knowledge }) => knowledge),
    services: graphs.flatMap(({ services }) => services),
  };
}
