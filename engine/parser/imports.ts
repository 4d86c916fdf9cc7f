import {
  isModdleElement,
  type ModdleElement,
  readList,
  readText,
} from '../tailoring/moddle-element.js';
import { type KnownTool, knownTool } from './foreign-tools.js';
import { describe, type Problem, problemAt } from './problem.js';
import { type FileContents, isInDrawnProcess, subjectOf } from './walk-model.js';

/**
 * Extensions of other engines say what a process does, and are not read here: a model that has some is imported first.
 * What the import could not do for it is settled by a person.
 */
export function checkImport(
  definitions: ModdleElement,
  contents: FileContents,
): readonly Problem[] {
  return [...findUnimported(definitions, contents), ...findObstacles(contents)];
}

type Tools = ReadonlyMap<string, KnownTool>;

function findUnimported(definitions: ModdleElement, contents: FileContents): readonly Problem[] {
  const tools = listTools(definitions);
  if (tools.size === 0 || readText(definitions, 'imported') !== undefined) return [];
  for (const { element, holder } of contents.select(() => true)) {
    const name = isInDrawnProcess(element) ? undefined : findForeign(tools, element);
    if (name === undefined) continue;
    const subject = subjectOf(holder);
    const tool = tools.get(prefixOf(name))?.tool ?? '';
    const message = `Expected a model that has been imported but ${describe(subject)} has '${name}' of ${tool}, which is not read: import the file first`;
    return [problemAt(subject, 'error', 'modelNotImported', message, { name, tool })];
  }
  return [];
}

/** By the prefixes of the file. */
function listTools({ $attrs = {} }: ModdleElement): Tools {
  const tools = new Map<string, KnownTool>();
  for (const [name, namespace] of Object.entries($attrs)) {
    const tool = typeof namespace === 'string' ? knownTool(namespace) : undefined;
    if (tool !== undefined && tool.family !== 'modeler')
      tools.set(name.replace('xmlns:', ''), tool);
  }
  return tools;
}

function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')));
}

function findForeign(tools: Tools, element: ModdleElement): string | undefined {
  const container = element['extensionElements'];
  const extensions = isModdleElement(container) ? readList(container, 'values') : [];
  const names = [...Object.keys(element.$attrs ?? {}), ...extensions.map(({ $type }) => $type)];
  return names.find((name) => tools.has(prefixOf(name)));
}

function findObstacles(contents: FileContents): readonly Problem[] {
  return contents
    .select(({ $type }) => $type === 'lemniscate:Obstacle')
    .filter(({ element }) => !isInDrawnProcess(element))
    .map(({ element, holder }) => {
      const what = readText(element, 'what') ?? '';
      const reason = readText(element, 'message') ?? '';
      const subject = subjectOf(holder);
      const message = `Expected '${what}' of ${describe(subject)}, which the import could not take over, to be settled: ${reason}`;
      return problemAt(subject, 'error', 'importUnsettled', message, { what });
    });
}
