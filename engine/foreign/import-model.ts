import { shortenText } from '../expressions/shorten-text.js';
import type { Program } from '../model/program.js';
import { listCallable } from '../dmn/index.js';
import { compileBpmn, type CompileOptions, type Problem } from '../parser/index.js';
import { readDecisions } from './read-decisions.js';
import { readForms } from './read-forms.js';
import { type ImportedModel, importBpmn } from './import-bpmn.js';
import type { Beside } from './model-import.js';
import type {
  FileKind,
  ForeignFile,
  ImportedFile,
  ImportEntry,
  ImportProblem,
  ImportReport,
  ImportResult,
} from './report.js';

export interface ImportOptions {
  /** Tells why a script cannot be run as JavaScript, if so; left out, scripts are not looked into. */
  readonly findScriptProblem?: (script: string) => string | undefined;
}

export function kindOf({ name }: ForeignFile): FileKind {
  if (/\.(bpmn|bpmn2|bpmn20\.xml|bpmn\.xml)$/i.test(name)) return 'model';
  if (/\.(form|form\.json)$/i.test(name)) return 'form';
  return /\.(dmn|dmn\.xml|dmn11\.xml)$/i.test(name) ? 'decisions' : 'other';
}

/**
 * Makes models of ours out of those of other tools, with the forms and decisions beside them. Total: what cannot be read
 * is a problem of the report, and its file comes back as it was.
 */
export async function importModel(
  files: readonly ForeignFile[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  const forms = readForms(files.filter((file) => kindOf(file) === 'form'));
  const decisions = await readDecisions(files.filter((file) => kindOf(file) === 'decisions'));
  const callable = [...decisions.models.values()].flatMap(listCallable);
  const decisionIds = callable.map(({ decisionId }) => decisionId);
  const beside = { forms: forms.forms, decisions: decisions.shapes };
  const compiling: CompileOptions = {
    ...options,
    // Without any, those that are called may well be deployed already.
    ...(callable.length === 0
      ? {}
      : { decisionIds: { known: decisionIds, together: decisionIds } }),
  };
  const outcomes = new Map<ForeignFile, Outcome>();
  for (const file of files) {
    if (kindOf(file) === 'model') outcomes.set(file, await importFile(file, beside, compiling));
  }
  const models = [...outcomes.values()];
  const written = withoutGiven(
    models.flatMap((model) => model.forms),
    forms.forms,
  );
  const findings = [
    ...forms.entries,
    ...decisions.entries,
    ...models.flatMap(({ entries }) => entries),
  ];
  const problems = [
    ...forms.problems,
    ...decisions.problems,
    ...models.flatMap((each) => each.problems),
  ];
  return {
    decisions: decisions.models,
    programs: models.flatMap(({ programs }) => programs),
    files: [
      ...files.map((file) => outcomes.get(file)?.file ?? withText(file, decisions.texts)),
      ...written,
    ],
    report: writeReport(
      files.map((file) => outcomes.get(file)?.described ?? describeOther(file)),
      inOrderOf(files, findings),
      inOrderOf(files, problems),
    ),
  };
}

function withText(file: ForeignFile, texts: ReadonlyMap<string, string>): ForeignFile {
  const text = texts.get(file.name);
  return text === undefined ? file : { name: file.name, text };
}

interface Outcome {
  readonly file: ForeignFile;
  readonly described: ImportedFile;
  readonly forms: readonly ForeignFile[];
  readonly entries: readonly ImportEntry[];
  readonly problems: readonly ImportProblem[];
  readonly programs: readonly Program[];
}

async function importFile(
  file: ForeignFile,
  beside: Beside,
  options: CompileOptions,
): Promise<Outcome> {
  const imported = await importBpmn(file, beside);
  if (!imported.ok) {
    const problem = {
      file: file.name,
      ...imported.problem,
      ...lineOf(imported.problem),
      isUnreadable: true as const,
    };
    return {
      file,
      described: describeOther(file),
      forms: [],
      entries: [],
      problems: [problem],
      programs: [],
    };
  }
  const { model } = imported;
  const written = model.forms.map(({ name }) => name.replace(/\.form$/, ''));
  const formIds = [...beside.forms.map(({ formId }) => formId), ...written];
  const { programs, problems } = await compileBpmn(model.text, { ...options, formIds });
  return {
    file: { name: file.name, text: model.text },
    described: describeModel(
      file,
      model,
      programs.map(({ processId }) => processId),
    ),
    forms: model.forms,
    entries: model.entries,
    programs,
    problems: problems
      .filter((problem) => !isTold(model, problem))
      .map((problem) => locate(file, model, problem)),
  };
}

/** By which the compiler finds what no import can translate. */
const toldRules = new Set([
  'feelSyntax',
  'expressionLanguageUnsupported',
  'scriptFormatUnsupported',
  'scriptMissing',
  'timerMissing',
  'timerInvalid',
  'eventReferenceMissing',
]);

/** What the import itself has told is not told twice. */
function isTold({ caught }: ImportedModel, { rule, elementId = '' }: Problem): boolean {
  return rule === 'importUnsettled' || (caught.has(elementId) && toldRules.has(rule));
}

function locate({ name }: ForeignFile, { lines }: ImportedModel, problem: Problem): ImportProblem {
  const line = problem.elementId === undefined ? undefined : lines.get(problem.elementId);
  return { file: name, ...problem, ...(line === undefined ? {} : { line }) };
}

function lineOf({ params }: Problem): { readonly line?: number } {
  const { line } = params;
  return typeof line === 'number' ? { line } : {};
}

function describeModel(
  { name }: ForeignFile,
  { tool, layout }: ImportedModel,
  processes: readonly string[],
): ImportedFile {
  return {
    file: name,
    kind: 'model',
    ...(tool === undefined ? {} : { tool }),
    processes,
    ...(layout === undefined ? {} : { layout }),
  };
}

function describeOther(file: ForeignFile): ImportedFile {
  return { file: file.name, kind: kindOf(file), processes: [] };
}

/** A form that lies beside the model already, perhaps changed since, is not written anew. */
function withoutGiven(
  written: readonly ForeignFile[],
  given: Beside['forms'],
): readonly ForeignFile[] {
  return written.filter(({ name }) => given.every(({ formId }) => `${formId}.form` !== name));
}

function inOrderOf<Finding extends { readonly file: string }>(
  files: readonly ForeignFile[],
  findings: readonly Finding[],
): readonly Finding[] {
  return files.flatMap(({ name }) => findings.filter(({ file }) => file === name));
}

/** They may quote what is written in a file. */
const longestMessage = 500;

function writeReport(
  files: readonly ImportedFile[],
  told: readonly ImportEntry[],
  problems: readonly ImportProblem[],
): ImportReport {
  const entries = told.map((entry) => ({
    ...entry,
    message: shortenText(entry.message, longestMessage),
  }));
  const count = (fate: ImportEntry['fate']) =>
    entries.filter((entry) => entry.fate === fate).length;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const counts = {
    mapped: count('mapped'),
    kept: count('kept'),
    blocks: count('blocks'),
    errors,
    warnings: problems.length - errors,
  };
  return { deployable: counts.blocks + errors === 0, counts, files, entries, problems };
}
