import type { ImportEntry, ImportReport } from '../../engine/foreign/index.js';

/** Under which key the report of an imported draft is remembered while the page lives. */
export const importReportKey = (draftKey: string): readonly string[] => ['importReport', draftKey];

export interface ImportLine {
  readonly fate: ImportEntry['fate'];
  readonly elementId: string | undefined;
  readonly element: string;
  /** What the other tool calls it; left out for what the compiler says. */
  readonly what: string | undefined;
  readonly message: string;
}

const weights: Readonly<Record<ImportEntry['fate'], number>> = { blocks: 0, kept: 1, mapped: 2 };

/** What a person reads of a report: first what stands in the way, then what has no effect, then what works. */
export function listImportLines({ entries, problems }: ImportReport): readonly ImportLine[] {
  const told = entries.map(({ fate, elementId, elementName, what, message }) => ({
    fate,
    elementId,
    element: elementName === '' ? elementId : elementName,
    what,
    message,
  }));
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ elementId, elementName, file, line, message }) => ({
      fate: 'blocks' as const,
      elementId,
      element: elementName ?? elementId ?? (line === undefined ? file : `${file}:${line}`),
      what: undefined,
      message,
    }));
  return [...errors, ...told].sort((one, other) => weights[one.fate] - weights[other.fate]);
}
