import type { RecordFilter } from '../../contract/index.js';
import { wordConditions } from './search-words.js';

/** What a search asks for, as conditions that are added to what the person may see. */
export function recordFilter({
  recordTypeId,
  status,
  text,
  fields = {},
  participant,
  linkedRecordKey,
  processInstanceKey,
  ...exact
}: RecordFilter): Record<string, unknown>[] {
  const conditions: Record<string, unknown>[] = Object.entries(exact)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ [name]: value }));
  if (recordTypeId !== undefined) conditions.push({ typeId: recordTypeId });
  if (status !== undefined) conditions.push({ status: { $in: status } });
  if (participant !== undefined) conditions.push({ participants: participant });
  for (const target of [linkedRecordKey, processInstanceKey]) {
    if (target !== undefined) conditions.push({ 'links.targetId': target });
  }
  for (const [field, value] of Object.entries(fields)) {
    conditions.push({ [`fields.${field}`]: value });
  }
  return [...conditions, ...(text === undefined ? [] : wordConditions(text))];
}
