import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ForeignFile, ImportReport } from '../../engine/foreign/index.js';
import type { ConformanceScript } from '../conformance/script.js';

const folder = fileURLToPath(new URL('models', import.meta.url));

/** What the import of a model must tell, in a form that a person reads. */
export interface ExpectedReport {
  readonly deployable: boolean;
  readonly counts: ImportReport['counts'];
  /** Executable processes of each model, and whether it had to be drawn. */
  readonly files: readonly string[];
  /** `line element what fate: message`. */
  readonly entries: readonly string[];
  /** `line element severity rule: message`. */
  readonly problems: readonly string[];
}

/** A model of another tool with what lies beside it: `<tool>/<name>.bpmn`, `<name>.<form>.form`, `<name>.dmn`. */
export interface ForeignModel {
  readonly name: string;
  readonly files: readonly ForeignFile[];
  readonly script: ConformanceScript | undefined;
  readReport(): ExpectedReport | undefined;
  writeReport(report: ExpectedReport): void;
}

export function listForeignModels(): readonly ForeignModel[] {
  return readdirSync(folder).flatMap((tool) => {
    const all = readdirSync(join(folder, tool)).sort();
    return all
      .filter((file) => file.endsWith('.bpmn'))
      .map((file) => modelOf(tool, file.slice(0, -'.bpmn'.length), all));
  });
}

function modelOf(tool: string, name: string, all: readonly string[]): ForeignModel {
  const base = join(folder, tool, name);
  const own = all.filter((file) => file.startsWith(`${name}.`) && !file.endsWith('.json'));
  const report = `${base}.report.json`;
  const script = `${base}.script.json`;
  return {
    name: `${tool}/${name}`,
    files: own.map((file) => ({
      name: file,
      text: readFileSync(join(folder, tool, file), 'utf8'),
    })),
    script: existsSync(script) ? readJson<ConformanceScript>(script) : undefined,
    readReport: () => (existsSync(report) ? readJson<ExpectedReport>(report) : undefined),
    writeReport: (content) => {
      writeFileSync(report, `${JSON.stringify(content, undefined, 2)}\n`);
    },
  };
}

function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}

export function describeReport({
  deployable,
  counts,
  files,
  entries,
  problems,
}: ImportReport): ExpectedReport {
  return {
    deployable,
    counts,
    files: files
      .filter(({ kind }) => kind === 'model')
      .map(({ tool = 'unknown', processes, layout = 'given' }) =>
        [`${tool}:`, ...processes, `(drawing ${layout})`].join(' '),
      ),
    entries: entries.map(
      ({ line, elementId, what, fate, message }) =>
        `${line ?? '-'} ${elementId} ${what} ${fate}: ${message}`,
    ),
    problems: problems.map(
      ({ line, elementId = '-', severity, rule, message }) =>
        `${line ?? '-'} ${elementId} ${severity} ${rule}: ${message}`,
    ),
  };
}

/** Without lines: an export has more of them. Without the drawing: it stays in the export. */
export function meaningOf({ entries, counts, problems }: ImportReport): object {
  const withoutLine = (entry: object) => ({ ...entry, line: undefined });
  return { counts, entries: entries.map(withoutLine), problems: problems.map(withoutLine) };
}
