import {
  exportModel,
  type ForeignFile,
  importModel,
  type ImportReport,
  type ImportResult,
} from '../../../engine/foreign/index.js';
import { BrokenPromiseError } from '../errors.js';
import type { Attempt, AttemptKind } from '../family.js';

/**
 * Whatever other tools have written, or nobody ever would: it is imported with a report in words, and what comes back from
 * the export means the same.
 */
export async function attemptForeign(files: readonly ForeignFile[]): Promise<Attempt> {
  const imported = await importModel(files);
  checkReport(files, imported);
  const exported = exportModel(imported.files);
  const again = await importModel(exported.files);
  checkReport(exported.files, again);
  // What was wrong before may be wrong in another way.
  if (imported.report.counts.errors === 0) checkMeaning(files, imported, again);
  const outcome = `${JSON.stringify(imported)} ${JSON.stringify(exported)}`;
  return { kind: kindOf(imported.report), outcome };
}

function kindOf({ counts, deployable, problems }: ImportReport): AttemptKind {
  if (problems.some(({ isUnreadable }) => isUnreadable === true)) return 'unreadable';
  if (counts.errors > 0) return 'refused';
  return deployable ? 'imported' : 'blocked';
}

function checkMeaning(
  files: readonly ForeignFile[],
  before: ImportResult,
  after: ImportResult,
): void {
  const names = files.map(({ name }) => name);
  const ones = describeMeaning(names, before);
  const others = describeMeaning(names, after);
  if (ones === others) return;
  throw new BrokenPromiseError(`Another meaning after a round trip: ${differ(ones, others)}`);
}

function checkReport(given: readonly ForeignFile[], { files, report }: ImportResult): void {
  const lines = new Map(given.map(({ name, text }) => [name, text.split('\n').length]));
  for (const { file, line, message } of [...report.entries, ...report.problems]) {
    const isInside =
      line === undefined || (line >= 1 && (line <= (lines.get(file) ?? 0) || isRewritten(file)));
    const isInWords = /^[A-Z]/.test(message) && !/\[object/.test(unquote(message));
    if (!isInside || !isInWords)
      throw new BrokenPromiseError(`Told without place or words: ${file}:${line} ${message}`);
  }
  const longest = report.entries.find(({ message }) => message.length > maximumMessage);
  if (longest !== undefined) throw new BrokenPromiseError(`Told at length: ${longest.message}`);
  const { blocks, errors, kept, mapped, warnings } = report.counts;
  if (
    mapped + kept + blocks !== report.entries.length ||
    errors + warnings !== report.problems.length
  )
    throw new BrokenPromiseError(`Counts that do not add up: ${JSON.stringify(report.counts)}`);
  if (given.some(({ name }) => !files.some((file) => file.name === name)))
    throw new BrokenPromiseError('A file is lost');
}

/** Decisions are told by the lines of the text that came of them. */
function isRewritten(file: string): boolean {
  return file.endsWith('.dmn');
}

const maximumMessage = 1_000;

/** What is quoted in a message are words of the author. */
function unquote(message: string): string {
  return message.replaceAll(/(['"])[^]*\1|<[^]*>/g, '');
}

/** What an import tells of the files, without lines, and the programs that come of it. */
function describeMeaning(names: readonly string[], { programs, report }: ImportResult): string {
  const hashes = programs.map(({ hash }) => hash);
  return [...new Set(describeReport(names, report)), ...hashes].join('\n');
}

/** In an order of its own: attributes and what an import adds may stand elsewhere afterwards. */
function describeReport(
  names: readonly string[],
  { entries, problems }: ImportReport,
): readonly string[] {
  const isGiven = ({ file }: { readonly file: string }): boolean => names.includes(file);
  return [
    ...entries
      .filter(isGiven)
      .map(
        ({ elementId, fate, file, message, what }) =>
          `${file} ${elementId} ${what} ${fate} ${message}`,
      ),
    ...problems
      .filter(isGiven)
      .map(({ file, message, rule }) => `${file} ${rule} ${withoutLines(message)}`),
  ].sort();
}

function withoutLines(message: string): string {
  return message.replaceAll(/\bline \d+/g, 'line');
}

/** The first lines that differ. */
function differ(before: string, after: string): string {
  const [ones, others] = [before.split('\n'), after.split('\n')];
  const at = ones.findIndex((line, index) => line !== others[index]);
  return at < 0 ? `and ${others[ones.length]}` : `${ones[at]} became ${others[at]}`;
}
