import {
  findSharedStarts,
  listMessageStarts,
  type Program,
  readStartTriggers,
} from '../../../engine/index.js';
import { loadScriptCheck } from '../../../engine/javascript/script-check.mjs';
import { compileBpmn, type Problem } from '../../../engine/parser/index.js';
import { CommandError } from './errors.js';
import { indexLines } from './index-lines.js';
import { readText } from './read-text.js';

/** A problem with the place where a person finds it. */
export interface FileProblem extends Problem {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
}

export interface CompiledFile {
  readonly file: string;
  readonly programs: readonly Program[];
  readonly problems: readonly FileProblem[];
}

/** Rules of a text that is no BPMN at all, so that nothing else can be said about it. */
const unreadableRules = ['xmlMalformed', 'xmlTooLarge', 'xmlTooDeep', 'xmlDeclarationForbidden'];

/** Compiles files that are deployed together. A file that can't be read as BPMN at all is a `CommandError`. */
export async function compileFiles(files: readonly string[]): Promise<readonly CompiledFile[]> {
  const compiled: CompiledFile[] = [];
  for (const file of files) compiled.push(await compileFile(file));
  return withSharedStarts(withDuplicates(compiled));
}

async function compileFile(file: string): Promise<CompiledFile> {
  const xml = readText(file);
  const { programs, problems } = await compileBpmn(xml, await loadScriptCheck(xml));
  const lines = indexLines(xml);
  const all = [...problems, ...programs.flatMap(findUnstartable)];
  const located = all.map((problem) => locate(problem, file, lines));
  const [first] = located;
  if (located.length === 1 && first !== undefined && unreadableRules.includes(first.rule)) {
    const { message, line } = first;
    const details = { file, rule: first.rule, ...(line === undefined ? {} : { line }) };
    throw new CommandError('modelUnreadable', `${message} (${file})`, details);
  }
  return { file, programs, problems: located };
}

/** What begins a process is computed without variables. No time is over yet at the instant that is asked for. */
function findUnstartable(program: Program): readonly Problem[] {
  return readStartTriggers(program, { at: 0, zone: 'UTC' }).problems.map(
    ({ elementId, name, kind, message }): Problem => ({
      elementId,
      ...(name === '' ? {} : { elementName: name }),
      rule: 'startTriggerUnknown',
      severity: 'error',
      message: `Expected to know the ${kind} that begins '${elementId}' without variables but got: ${message}`,
      params: { kind },
    }),
  );
}

function locate(problem: Problem, file: string, lines: ReadonlyMap<string, number>): FileProblem {
  const told = problem.params['line'];
  const found = problem.elementId === undefined ? undefined : lines.get(problem.elementId);
  const line = found ?? (typeof told === 'number' ? told : undefined);
  return { file, ...problem, ...(line === undefined ? {} : { line }) };
}

/** One process id means one process: a second file with it would become its next version. */
function withDuplicates(compiled: readonly CompiledFile[]): readonly CompiledFile[] {
  const owners = new Map<string, string>();
  return compiled.map((each) => {
    const problems = each.programs.flatMap(({ processId, name }): FileProblem[] => {
      const owner = owners.get(processId);
      if (owner === undefined) {
        owners.set(processId, each.file);
        return [];
      }
      return [duplicate(each.file, { processId, name, owner })];
    });
    return { ...each, problems: [...each.problems, ...problems] };
  });
}

/** A message that begins processes of these files, of one or of several. */
function withSharedStarts(compiled: readonly CompiledFile[]): readonly CompiledFile[] {
  const starts = compiled.flatMap(({ programs }) => programs.flatMap(listMessageStarts));
  return compiled.map((each) => {
    const own = each.programs.flatMap(listMessageStarts);
    const shared = findSharedStarts(own, starts).map((start): FileProblem => {
      return { file: each.file, severity: 'warning', ...start };
    });
    return { ...each, problems: [...each.problems, ...shared] };
  });
}

function duplicate(
  file: string,
  { processId, name, owner }: { processId: string; name: string; owner: string },
): FileProblem {
  return {
    file,
    elementId: processId,
    ...(name === processId ? {} : { elementName: name }),
    rule: 'processDuplicate',
    severity: 'error',
    message: `Expected process '${processId}' once but it is in '${owner}' as well`,
    params: { processId, file: owner },
  };
}

export function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
