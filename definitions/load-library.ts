import path from 'node:path';

import {
  type Agreement,
  type BusinessCalendar,
  checkAgreement,
  checkCalendar,
} from '../engine/index.js';
import { LibraryError } from './errors.js';
import { LibraryFiles, findLibraryFolder } from './library-files.js';
import {
  agreementSchema,
  calendarSchema,
  catalogueSchema,
  formFileSchema,
  tailoringSchema,
  type Catalogue,
  type CatalogueProcess,
  type FormFile,
  type Tailoring,
} from './library-schema.js';

export interface LibraryForm {
  readonly formId: string;
  readonly schema: FormFile;
}

/** A DMN file by its name. */
export interface LibraryDecisions {
  readonly name: string;
  readonly xml: string;
}

/** A shipped example of a process tailored for one scope. */
export interface TailoredProcess {
  readonly name: string;
  readonly baseProcessId: string;
  readonly scope: Tailoring['scope'];
  /** Reasons by difference id. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly xml: string;
  /** Forms and decisions of its own, in place of those of the standard. */
  readonly forms: readonly LibraryForm[];
  readonly decisions: readonly LibraryDecisions[];
}

export interface LibraryProcess {
  readonly processId: string;
  readonly name: string;
  readonly level: number;
  readonly keyProcessAreaId: string;
  /** Relative to the library. */
  readonly folder: string;
  readonly xml: string;
  readonly forms: readonly LibraryForm[];
  /** DMN files. */
  readonly decisions: readonly LibraryDecisions[];
  /** What the owner of the process should know, in Markdown. */
  readonly readme: string;
  readonly tailored: readonly TailoredProcess[];
}

export interface Library {
  readonly roles: Catalogue['roles'];
  readonly calendars: readonly BusinessCalendar[];
  readonly agreements: readonly Agreement[];
  readonly processes: readonly LibraryProcess[];
}

/** Calendars of the library must be open at some time from here on. */
const LIBRARY_BEGINS = Date.UTC(2026, 0, 1);
const processFile = 'process.bpmn';
const formEnding = '.form.json';
const decisionsEnding = '.dmn';

/** Reads the standard process library from disk; throws a `LibraryError` that names everything wrong with it. */
export async function loadLibrary(folder: string = findLibraryFolder()): Promise<Library> {
  const files = new LibraryFiles(folder);
  const catalogue = await files.readYaml('library.yaml', catalogueSchema);
  if (catalogue === undefined) throw new LibraryError(files.problems);
  const calendars = await loadCalendars(files, catalogue.calendars);
  const agreements = await loadAgreements(files, catalogue.agreements, calendars);
  const processes: LibraryProcess[] = [];
  for (const { level, keyProcessAreas } of catalogue.levels) {
    for (const area of keyProcessAreas) {
      for (const listed of area.processes) {
        const process = await loadProcess(files, listed, level, area.id);
        if (process !== undefined) processes.push(process);
      }
    }
  }
  if (files.problems.length > 0) throw new LibraryError(files.problems);
  return { roles: catalogue.roles, calendars, agreements, processes };
}

async function loadCalendars(files: LibraryFiles, names: string[]): Promise<BusinessCalendar[]> {
  const calendars: BusinessCalendar[] = [];
  for (const name of names) {
    const calendar = await files.readJson(name, calendarSchema);
    if (calendar === undefined) continue;
    if (path.basename(name, '.json') !== calendar.id) {
      files.note(name, `Expected the file to be named after its id '${calendar.id}' but it is not`);
    }
    for (const { field, message } of checkCalendar(calendar, LIBRARY_BEGINS))
      files.note(name, `${message}, at '${field}'`);
    calendars.push(calendar);
  }
  return calendars;
}

async function loadAgreements(
  files: LibraryFiles,
  names: string[],
  calendars: readonly BusinessCalendar[],
): Promise<Agreement[]> {
  const agreements: Agreement[] = [];
  for (const name of names) {
    const agreement = await files.readJson(name, agreementSchema);
    if (agreement === undefined) continue;
    noteWrongTerms(files, name, agreement, calendars);
    agreements.push(agreement);
  }
  return agreements;
}

/** Tells everything that keeps clocks from counting by an agreement. */
export function noteWrongTerms(
  files: LibraryFiles,
  name: string,
  agreement: Agreement,
  calendars: readonly BusinessCalendar[],
): void {
  const isCalendar = (calendarId: string) => calendars.some(({ id }) => id === calendarId);
  for (const { field, message } of checkAgreement(agreement, isCalendar))
    files.note(name, `${message}, at '${field}' of agreement '${agreement.id}'`);
}

async function loadProcess(
  files: LibraryFiles,
  listed: CatalogueProcess,
  level: number,
  keyProcessAreaId: string,
): Promise<LibraryProcess | undefined> {
  const { id, name, folder } = listed;
  const xml = await files.readText(`${folder}/${processFile}`);
  const readme = await files.readText(`${folder}/README.md`);
  const forms = await loadForms(files, folder);
  const decisions = await loadDecisions(files, folder);
  const tailored: TailoredProcess[] = [];
  for (const variant of listed.tailored) {
    const process = await loadTailored(files, `${folder}/tailored/${variant}`, id);
    if (process !== undefined) tailored.push(process);
  }
  if (xml === undefined || readme === undefined) return undefined;
  const place = { level, keyProcessAreaId, folder };
  return { processId: id, name, ...place, xml, readme, forms, decisions, tailored };
}

async function loadTailored(
  files: LibraryFiles,
  folder: string,
  baseProcessId: string,
): Promise<TailoredProcess | undefined> {
  const file = `${folder}/tailoring.json`;
  const tailoring = await files.readJson(file, tailoringSchema);
  const xml = await files.readText(`${folder}/${processFile}`);
  const forms = await loadForms(files, folder);
  const decisions = await loadDecisions(files, folder);
  if (tailoring === undefined || xml === undefined) return undefined;
  if (tailoring.baseProcessId !== baseProcessId) {
    files.note(file, `Expected the base '${baseProcessId}' but got '${tailoring.baseProcessId}'`);
  }
  const { scope, reasons } = tailoring;
  return { name: path.basename(folder), baseProcessId, scope, reasons, xml, forms, decisions };
}

async function loadForms(files: LibraryFiles, folder: string): Promise<LibraryForm[]> {
  const forms: LibraryForm[] = [];
  for (const name of await files.list(folder)) {
    if (!name.endsWith(formEnding)) continue;
    const file = `${folder}/${name}`;
    const schema = await files.readJson(file, formFileSchema);
    if (schema === undefined) continue;
    if (name !== `${schema.id}${formEnding}`) {
      files.note(file, `Expected the file to be named after its id '${schema.id}' but it is not`);
    }
    forms.push({ formId: schema.id, schema });
  }
  return forms;
}

async function loadDecisions(files: LibraryFiles, folder: string): Promise<LibraryDecisions[]> {
  const decisions: LibraryDecisions[] = [];
  for (const name of await files.list(folder)) {
    if (!name.endsWith(decisionsEnding)) continue;
    const xml = await files.readText(`${folder}/${name}`);
    if (xml !== undefined) decisions.push({ name, xml });
  }
  return decisions;
}
