import { type DecisionModel, listCallable } from '../../../engine/dmn/index.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';
import {
  findSharedStarts,
  listDecisionCalls,
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
  /** Of a DMN file. */
  readonly decisions: readonly DecisionModel[];
  readonly problems: readonly FileProblem[];
}

/** Rules of a text that is no BPMN at all, so that nothing else can be said about it. */
const unreadableRules = ['xmlMalformed', 'xmlTooLarge', 'xmlTooDeep', 'xmlDeclarationForbidden'];

/** Compiles files that are deployed together. A file that can't be read as BPMN or DMN at all is a `CommandError`. */
export async function compileFiles(files: readonly string[]): Promise<readonly CompiledFile[]> {
  const texts = files.map((file) => ({ file, xml: readText(file) }));
  const decisions = texts.filter(({ file }) => isDecisionFile(file)).map(({ xml }) => xml);
  const compiled: CompiledFile[] = [];
  for (const { file, xml } of texts) {
    const found = isDecisionFile(file)
      ? await compileDecisions(file, xml, decisions)
      : await compileModel(file, xml);
    compiled.push(found);
  }
  const distinct = withDuplicateDecisions(withDuplicates(compiled));
  return withSharedStarts(withUnknownDecisions(distinct, decisions.length > 0));
}

function isDecisionFile(file: string): boolean {
  return /\.dmn(\.xml)?$/i.test(file);
}

async function compileDecisions(
  file: string,
  xml: string,
  all: readonly string[],
): Promise<CompiledFile> {
  const imports = all.filter((other) => other !== xml);
  const { model, problems } = await compileDmn(xml, { imports });
  const located = locateAll(problems, file, xml);
  return { file, programs: [], decisions: model === undefined ? [] : [model], problems: located };
}

async function compileModel(file: string, xml: string): Promise<CompiledFile> {
  const { programs, problems } = await compileBpmn(xml, await loadScriptCheck(xml));
  const all = [...problems, ...programs.flatMap(findUnstartable)];
  return { file, programs, decisions: [], problems: locateAll(all, file, xml) };
}

/** Of a file that can't be read at all nothing else can be said. */
function locateAll(
  problems: readonly Problem[],
  file: string,
  xml: string,
): readonly FileProblem[] {
  const lines = indexLines(xml);
  const located = problems.map((problem) => locate(problem, file, lines));
  const [first] = located;
  if (located.length === 1 && first !== undefined && unreadableRules.includes(first.rule)) {
    const { message, line } = first;
    const details = { file, rule: first.rule, ...(line === undefined ? {} : { line }) };
    throw new CommandError('modelUnreadable', `${message} (${file})`, details);
  }
  return located;
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

/**
 * Calls of decisions that none of the files has. Where no file has any, they may well be deployed already: then it is
 * a warning.
 */
function withUnknownDecisions(
  compiled: readonly CompiledFile[],
  isError: boolean,
): readonly CompiledFile[] {
  const known = new Set(
    compiled.flatMap(({ decisions }) =>
      decisions.flatMap((model) => listCallable(model).map(({ decisionId }) => decisionId)),
    ),
  );
  const severity = isError ? 'error' : 'warning';
  return compiled.map((each) => {
    const unknown = each.programs
      .flatMap(listDecisionCalls)
      .filter(({ decisionId }) => !known.has(decisionId))
      .map(({ elementId, decisionId }): FileProblem => {
        const message = `Expected decision '${decisionId}', which '${elementId}' calls, in one of the files but it is in none`;
        const rule = 'calledDecisionMissing';
        return { file: each.file, elementId, rule, severity, message, params: { decisionId } };
      });
    const lines = unknown.length === 0 ? undefined : indexLines(readText(each.file));
    const located = unknown.map((problem) => locate(problem, each.file, lines ?? new Map()));
    return { ...each, problems: [...each.problems, ...located] };
  });
}

/** One decision id means one decision: a second file with it would become its next version. */
function withDuplicateDecisions(compiled: readonly CompiledFile[]): readonly CompiledFile[] {
  const owners = new Map<string, string>();
  return compiled.map((each) => {
    const problems = each.decisions.flatMap(listCallable).flatMap(({ decisionId, name }) => {
      const owner = owners.get(decisionId);
      owners.set(decisionId, owner ?? each.file);
      if (owner === undefined) return [];
      const message = `Expected decision '${decisionId}' once but it is in '${owner}' as well`;
      const duplicate: FileProblem = {
        ...{ file: each.file, elementId: decisionId, elementName: name, message },
        ...{ rule: 'decisionDuplicate', severity: 'error', params: { decisionId, file: owner } },
      };
      return [duplicate];
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
