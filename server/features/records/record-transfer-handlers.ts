import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import { Forbidden, TooLarge } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import { commandOf, mayImport } from './record-access.js';
import type { RecordDependencies } from './record-dependencies.js';
import { recordFilter } from './record-filter.js';
import { importRecords } from './record-importer.js';
import { formatTable, readTable, toImportRow } from './record-rows.js';
import type { RecordWriter } from './record-writer.js';

/** As many as one import takes. */
const MAX_ROWS = 5_000;

export function createRecordTransferHandlers(
  deps: RecordDependencies & { readonly writer: RecordWriter },
): Handlers<'importRecords' | 'exportRecords'> {
  const { store, types, audit } = deps;
  return {
    importRecords: async ({ context, body }) => {
      const type = types.get(body.recordTypeId);
      if (!mayImport(context, type)) {
        throw new Forbidden('forbidden', `You have no right to import '${type.plural}'.`);
      }
      const rows = 'csv' in body ? readTable(type, body.csv) : body.rows;
      if (rows.length > MAX_ROWS) {
        throw new TooLarge('tooLarge', `Expected at most ${String(MAX_ROWS)} rows.`);
      }
      const command = commandOf(context, {});
      const result = await importRecords(deps, command, type.id, rows, body.isDryRun);
      const { created, updated, unchanged, problems } = result;
      if (!body.isDryRun && problems.length === 0) {
        await audit(context, 'recordsImported', type.id, { created, updated, unchanged });
      }
      return result;
    },
    exportRecords: async ({ context, body }) => {
      const type = types.get(body.filter.recordTypeId);
      const allowed = allowedRows(context, 'read', 'Record');
      const found = await store.records
        .find(withConditions(allowed, ...recordFilter(body.filter)))
        .sort({ createdAt: 1, _id: 1 })
        .limit(MAX_ROWS + 1)
        .lean()
        .exec();
      const rows = found.slice(0, MAX_ROWS).map(toImportRow);
      const content =
        body.format === 'csv' ? formatTable(type, rows) : JSON.stringify({ rows }, null, 2);
      await audit(context, 'recordsExported', type.id, { count: rows.length });
      const hasMore = found.length > MAX_ROWS;
      return { format: body.format, count: rows.length, hasMore, content };
    },
  };
}
