import type { Program } from '../model/program.js';
import { type ModdleElement, readList, readText } from '../tailoring/moddle-element.js';
import { checkCalledData } from './called-data.js';
import { checkCalledProcesses } from './called-processes.js';
import { checkChoreographies } from './choreographies.js';
import { checkCollaborations } from './collaborations.js';
import { type CompiledProcess, compileProcess } from './compile-process.js';
import { checkExpressionBodies, checkTextFormats } from './expression-bodies.js';
import { compileGlobalTask, isGlobalTask } from './global-tasks.js';
import { checkImport } from './imports.js';
import { checkCollections } from './item-definitions.js';
import type { KnownJob } from './known-jobs.js';
import { nameMessages } from './message-flows.js';
import { parseBpmn, type ParsedBpmn } from './parse-bpmn.js';
import type { Problem } from './problem.js';
import { checkReferences } from './references.js';
import { checkRequiredParts } from './required-parts.js';
import { FileContents, listContents } from './walk-model.js';

export { parseBpmn };
export type { KnownJob, ParsedBpmn, Problem };

export interface CompileOptions {
  /** Forms that exist; left out, forms are not checked. */
  readonly formIds?: readonly string[];
  /** Decisions that can be called; left out, calls of decisions are not checked. */
  readonly decisionIds?: KnownDecisions;
  /** Job types that the product serves itself; left out, what jobs are told is not checked. */
  readonly jobs?: readonly KnownJob[];
  /** Tells why a script cannot be run as JavaScript, if so; left out, scripts are not looked into. */
  readonly findScriptProblem?: (script: string) => string | undefined;
}

/** Ids of the decisions that processes can call. */
export interface KnownDecisions {
  readonly known: readonly string[];
  /** Those that are deployed together with the model. */
  readonly together: readonly string[];
}

export interface CompileResult {
  /** One per executable process and global task without errors. */
  readonly programs: readonly Program[];
  /** Processes that are drawn and not to be executed: kept, but nothing starts them. */
  readonly drawn: readonly DrawnProcess[];
  /** Everything that is wrong, at once; with an error among them nothing may be deployed. */
  readonly problems: readonly Problem[];
}

export interface DrawnProcess {
  readonly processId: string;
  readonly name: string;
}

/** Compiles every executable process of a BPMN file. Total: whatever is wrong is a problem, nothing is thrown. */
export async function compileBpmn(
  xml: string,
  options: CompileOptions = {},
): Promise<CompileResult> {
  const { definitions, problems } = await parseBpmn(xml);
  if (definitions === undefined) return { programs: [], drawn: [], problems };
  nameMessages(definitions);
  const roots = processesFirst(readList(definitions, 'rootElements'));
  const compiled = roots.flatMap((root) => compileRoot(root, options) ?? []);
  const drawn = roots.filter(isDrawn).map(describeDrawn);
  const isReadable = problems.every(({ severity }) => severity !== 'error');
  return {
    programs: isReadable ? compiled.flatMap(({ program }) => program ?? []) : [],
    drawn,
    problems: [
      ...problems,
      ...compiled.flatMap((each) => each.problems),
      ...checkFile(definitions),
      ...(compiled.length === 0 ? [nothingToExecute(drawn)] : []),
    ],
  };
}

/** What is wrong with a file apart from what single processes mean. */
function checkFile(definitions: ModdleElement): readonly Problem[] {
  const contents = new FileContents(listContents(definitions));
  return [
    ...checkImport(definitions, contents),
    ...checkReferences(contents),
    ...checkRequiredParts(contents),
    ...checkExpressionBodies(contents),
    ...checkTextFormats(contents),
    ...checkCollections(contents),
    ...checkCalledData(contents),
    ...checkCollaborations(definitions),
    ...checkChoreographies(definitions),
    ...checkCalledProcesses(definitions),
  ];
}

/** What can be started stands before what can only be called. */
function processesFirst(roots: readonly ModdleElement[]): readonly ModdleElement[] {
  return [...roots.filter((root) => !isGlobalTask(root)), ...roots.filter(isGlobalTask)];
}

function compileRoot(root: ModdleElement, options: CompileOptions): CompiledProcess | undefined {
  if (isGlobalTask(root)) return compileGlobalTask(root, options);
  if (root.$type !== 'bpmn:Process' || isDrawn(root)) return undefined;
  return compileProcess(root, options);
}

function isDrawn(root: ModdleElement): boolean {
  return root.$type === 'bpmn:Process' && root['isExecutable'] !== true;
}

function describeDrawn(process: ModdleElement): DrawnProcess {
  const processId = readText(process, 'id') ?? '';
  return { processId, name: readText(process, 'name') ?? processId };
}

/** A model that is only drawn can be kept; one without any process has nothing to keep. */
function nothingToExecute(drawn: readonly DrawnProcess[]): Problem {
  const ids = drawn.map(({ processId }) => `'${processId}'`).join(', ');
  const got = drawn.length === 0 ? 'has none' : `only draws ${ids}, which cannot be started`;
  return {
    rule: 'noExecutableProcess',
    severity: drawn.length === 0 ? 'error' : 'warning',
    message: `Expected an executable process but the model ${got}`,
    params: {},
  };
}
