import type { DecisionModel } from '../dmn/index.js';
import type { Program } from '../model/program.js';
import type { Problem } from '../parser/index.js';
import type { Fate } from './fate.js';

export interface ForeignFile {
  /** With its folder, if there is one; by its ending it is a model, a form or decisions. */
  readonly name: string;
  readonly text: string;
}

/** What became of one thing that another tool has written. */
export interface ImportEntry {
  readonly file: string;
  readonly elementId: string;
  readonly elementName: string;
  /** The extension with the usual prefix of its tool: `camunda:assignee`, `zeebe:taskDefinition`. */
  readonly what: string;
  readonly fate: Fate;
  /** A sentence. */
  readonly message: string;
  /** Of the file as it was given, from 1. */
  readonly line?: number;
}

/** What the compiler says of the model that the import has made. */
export interface ImportProblem extends Problem {
  readonly file: string;
  readonly line?: number;
  /** The file could not be read at all. */
  readonly isUnreadable?: true;
}

export type FileKind = 'model' | 'form' | 'decisions' | 'other';

export interface ImportedFile {
  readonly file: string;
  readonly kind: FileKind;
  /** Whose extensions a model has: `Camunda 7`, `Camunda 8`, `Flowable`, `Activiti`; of others, the exporter. */
  readonly tool?: string;
  /** Executable processes. */
  readonly processes: readonly string[];
  /** Drawing information was made for it, all or a part. */
  readonly layout?: 'made' | 'completed';
}

export interface ImportReport {
  /** Nothing that was imported keeps it from being deployed. */
  readonly deployable: boolean;
  readonly counts: Readonly<Record<Fate | 'errors' | 'warnings', number>>;
  readonly files: readonly ImportedFile[];
  /** File by file, in the order of the text. */
  readonly entries: readonly ImportEntry[];
  readonly problems: readonly ImportProblem[];
}

export interface ImportResult {
  /** Those that were given, imported, then the forms that were written for them. */
  readonly files: readonly ForeignFile[];
  readonly report: ImportReport;
  /** Of the models without errors, as the compiler has made them. */
  readonly programs: readonly Program[];
  /** Of the decisions that are given, by file. */
  readonly decisions: ReadonlyMap<string, DecisionModel>;
}
