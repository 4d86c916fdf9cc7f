import type { Program } from '../model/program.js';
import { type ModdleElement, readList } from '../tailoring/moddle-element.js';
import { compileProcess } from './compile-process.js';
import { parseBpmn, type ParsedBpmn } from './parse-bpmn.js';
import type { Problem } from './problem.js';

export { parseBpmn };
export type { ParsedBpmn, Problem };

export interface CompileOptions {
  /** Forms that exist; left out, forms are not checked. */
  readonly formIds?: readonly string[];
}

export interface CompileResult {
  /** One per executable process without errors. */
  readonly programs: readonly Program[];
  /** Everything that is wrong, at once; with an error among them nothing may be deployed. */
  readonly problems: readonly Problem[];
}

/** Compiles every executable process of a BPMN file. Total: whatever is wrong is a problem, nothing is thrown. */
export async function compileBpmn(
  xml: string,
  options: CompileOptions = {},
): Promise<CompileResult> {
  const { definitions, problems } = await parseBpmn(xml);
  if (definitions === undefined) return { programs: [], problems };
  const processes = readList(definitions, 'rootElements').filter(isExecutable);
  if (processes.length === 0) return { programs: [], problems: [...problems, nothingToExecute] };
  const compiled = processes.map((process) => compileProcess(process, options));
  const isReadable = problems.every(({ severity }) => severity !== 'error');
  return {
    programs: isReadable ? compiled.flatMap(({ program }) => program ?? []) : [],
    problems: [...problems, ...compiled.flatMap((each) => each.problems)],
  };
}

function isExecutable(element: ModdleElement): boolean {
  return element.$type === 'bpmn:Process' && element['isExecutable'] === true;
}

const nothingToExecute: Problem = {
  rule: 'noExecutableProcess',
  severity: 'error',
  message: 'Expected an executable process but the model has none',
  params: {},
};
