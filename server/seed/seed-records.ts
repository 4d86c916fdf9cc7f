import type { Demo } from '../../definitions/index.js';
import type { RecordCommand } from '../features/records/record-commands.js';
import {
  importRecords,
  type RecordImporterDependencies,
} from '../features/records/record-importer.js';
import { InvalidConfiguration } from '../errors.js';

/** Records to try the product with, imported as anybody would. What is there is left as it is. */
export async function seedRecords(
  deps: RecordImporterDependencies,
  { organisation, records }: Demo,
): Promise<void> {
  const organisationId = organisation.id;
  const command: RecordCommand = { organisationId, actor: { type: 'system', id: 'system' } };
  for (const { recordTypeId, rows } of records) {
    const keys = rows.map(({ externalKey }) => externalKey);
    const known = await deps.store.records
      .find(
        { organisationId, typeId: recordTypeId, externalKey: { $in: keys } },
        { externalKey: 1 },
      )
      .lean()
      .exec();
    const news = rows.filter(
      (row) => !known.some(({ externalKey }) => externalKey === row.externalKey),
    );
    if (news.length === 0) continue;
    const { problems } = await importRecords(deps, command, recordTypeId, news, false);
    const [problem] = problems;
    if (problem) {
      const place = `row ${String(problem.row)} of '${recordTypeId}', '${problem.path}'`;
      throw new InvalidConfiguration(
        `Expected valid demo records, but ${place}: ${problem.message}`,
      );
    }
  }
}
