import type { Store } from '../../store/store.js';
import { composeRecord, hashOf } from './compose-record.js';
import { contentOf } from './record-repository.js';
import type { RecordTypes } from './record-types.js';

/** After the library has changed a type: who may see its records, and what they are found by. No version is added. */
export async function refreshRecords(
  store: Store,
  types: RecordTypes,
  organisationId: string,
): Promise<number> {
  let count = 0;
  for (const type of types.all) {
    const outdated = { organisationId, typeId: type.id, typeHash: { $ne: hashOf(type) } };
    for await (const row of store.records.find(outdated).lean().cursor()) {
      const { version, updatedAt: at, updatedBy: by, closedAt } = row;
      const fresh = composeRecord(type, row, contentOf(row), { version, at, by, closedAt });
      const filter = { _id: row._id as never, version };
      await store.records.collection.replaceOne(filter, fresh);
      count += 1;
    }
  }
  return count;
}
