import { z } from 'zod';
import type { Agreement } from '../engine/index.js';
import { LibraryError } from './errors.js';
import { LibraryFiles, findLibraryFolder } from './library-files.js';
import { loadLibrary, noteWrongTerms } from './load-library.js';
import {
  agreementSchema,
  demoRecordsSchema,
  organisationSchema,
  peopleSchema,
  type DemoOrganisation,
  type DemoPerson,
  type DemoRecords,
} from './library-schema.js';

/** People, services and customers to try the product with; never for production. */
export interface Demo {
  readonly organisation: DemoOrganisation;
  readonly people: readonly DemoPerson[];
  readonly records: DemoRecords;
  readonly agreements: readonly Agreement[];
}

/** Reads the demo data from disk; throws a `LibraryError` that names everything wrong with it. */
export async function loadDemo(folder: string = findLibraryFolder()): Promise<Demo> {
  const files = new LibraryFiles(folder);
  const organisation = await files.readJson('demo/organisation.json', organisationSchema);
  const people = await files.readJson('demo/people.json', peopleSchema);
  const records = await files.readJson('demo/records.json', demoRecordsSchema);
  const agreements = await files.readJson('demo/agreements.json', z.array(agreementSchema));
  const { calendars } = await loadLibrary(folder);
  for (const each of agreements ?? [])
    noteWrongTerms(files, 'demo/agreements.json', each, calendars);
  const isComplete = files.problems.length === 0;
  if (!isComplete || !organisation || !people || !records || !agreements)
    throw new LibraryError(files.problems);
  return { organisation, people, records, agreements };
}
