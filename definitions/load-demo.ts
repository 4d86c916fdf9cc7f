import { LibraryError } from './errors.js';
import { LibraryFiles, findLibraryFolder } from './library-files.js';
import {
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
}

/** Reads the demo data from disk; throws a `LibraryError` that names everything wrong with it. */
export async function loadDemo(folder: string = findLibraryFolder()): Promise<Demo> {
  const files = new LibraryFiles(folder);
  const organisation = await files.readJson('demo/organisation.json', organisationSchema);
  const people = await files.readJson('demo/people.json', peopleSchema);
  const records = await files.readJson('demo/records.json', demoRecordsSchema);
  if (organisation === undefined || people === undefined || records === undefined) {
    throw new LibraryError(files.problems);
  }
  return { organisation, people, records };
}
