import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import {
  exportModel,
  type ForeignFile,
  importModel,
  type ImportProblem,
} from '../../../engine/foreign/index.js';
import { loadScriptCheck } from '../../../engine/javascript/script-check.mjs';
import { readCommandLine } from './command-line.js';
import type { CommandResult } from './command-result.js';
import { CommandError } from './errors.js';
import { readText } from './read-text.js';

/** Files that are converted, wherever they come from. */
const known = /\.(bpmn|bpmn2|bpmn20\.xml|bpmn\.xml|form|form\.json|dmn|dmn\.xml)$/i;

/** Imports models of other tools, or gives them back to these. */
export async function convert(args: readonly string[]): Promise<CommandResult> {
  const { files, values } = readCommandLine(args, {
    export: { type: 'boolean' },
  });
  const target = files.at(-1);
  const sources = files.slice(0, -1);
  if (target === undefined || sources.length === 0)
    throw new CommandError(
      'argumentInvalid',
      'Expected files to convert and a place for the result',
    );
  const read = sources.flatMap(listFiles).map((file) => ({ name: basename(file), file }));
  checkNames(read.map(({ name }) => name));
  const given = read.map(({ name, file }) => ({ name, text: readText(file) }));
  return values['export'] === true ? exportTo(target, given) : importTo(target, given);
}

function listFiles(source: string): readonly string[] {
  if (!existsSync(source) || !statSync(source).isDirectory()) return [source];
  const found = readdirSync(source)
    .filter((name) => known.test(name))
    .sort();
  if (found.length === 0)
    throw new CommandError('fileUnreadable', `Expected models in '${source}' but there are none`, {
      file: source,
    });
  return found.map((name) => join(source, name));
}

/** All results stand in one folder. */
function checkNames(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  throw new CommandError(
    'argumentInvalid',
    `Expected files of different names but '${twice}' is there twice`,
  );
}

async function importTo(target: string, given: readonly ForeignFile[]): Promise<CommandResult> {
  const scripts = await loadScriptCheck(given.map(({ text }) => text).join('\n'));
  const { files, report } = await importModel(given, scripts);
  refuseUnreadable(report.problems);
  const written = write(target, given, files);
  return { exitCode: report.deployable ? 0 : 1, document: { ...report, written } };
}

function exportTo(target: string, given: readonly ForeignFile[]): CommandResult {
  const { files, entries, problems } = exportModel(given);
  refuseUnreadable(problems);
  return { exitCode: 0, document: { entries, written: write(target, given, files) } };
}

function refuseUnreadable(problems: readonly ImportProblem[]): void {
  const problem = problems.find(({ isUnreadable }) => isUnreadable === true);
  if (problem === undefined) return;
  const { file, rule, line, message } = problem;
  const details = { file, rule, ...(line === undefined ? {} : { line }) };
  throw new CommandError('modelUnreadable', `${message} (${file})`, details);
}

/** Forms that were written for a model stand beside it. */
function write(
  target: string,
  given: readonly ForeignFile[],
  results: readonly ForeignFile[],
): readonly string[] {
  const [only] = given;
  const isFile = given.length === 1 && only !== undefined && isFileName(target);
  const folder = isFile ? dirname(target) : target;
  try {
    mkdirSync(folder, { recursive: true });
    return results.map(({ name, text }) => {
      const path = isFile && name === only.name ? target : join(folder, basename(name));
      writeFileSync(path, text);
      return path;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError('fileUnwritable', `Expected to write to '${target}' but: ${reason}`, {
      file: target,
    });
  }
}

function isFileName(path: string): boolean {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return !isFolder && !/[\\/]$/.test(path) && extname(path) !== '';
}
