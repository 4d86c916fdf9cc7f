import type { RecordType } from '../../../definitions/index.js';
import type { JsonValue } from '../../../engine/index.js';
import type { RecordImportRow, RecordTypeField } from '../../contract/index.js';
import { InvalidRequest } from '../../errors.js';
import type { RecordDocument } from '../../store/record-models.js';
import { formatCsv, parseCsv, readCell } from './csv.js';
import { scopeOf } from './record-repository.js';

const SCOPE_COLUMNS = ['serviceId', 'customerId', 'unitId'] as const;
const OWN_COLUMNS = ['externalKey', 'status', 'links'] as const;

/** Columns of a table of one type; what the fields call themselves goes before the scope. */
function columnsOf({ schema }: RecordType): string[] {
  const fields = Object.keys(schema.properties);
  const scope = SCOPE_COLUMNS.map((name) => (fields.includes(name) ? `scope.${name}` : name));
  return [...OWN_COLUMNS, ...scope, ...fields];
}

/** Reads a table; cells stay text where they are not what the field needs, so that the check can say so. */
export function readTable(type: RecordType, csv: string): RecordImportRow[] {
  const [header, ...lines] = parseCsv(csv);
  const columns = columnsOf(type);
  const unknown = (header ?? []).filter((name) => !columns.includes(name));
  if (header === undefined || unknown.length > 0) {
    const message = `Expected columns of '${type.name}' (${columns.join(', ')}), but got ${unknown.map((name) => `'${name}'`).join(', ')}.`;
    throw new InvalidRequest('invalidTable', message, {
      errors: unknown.map((path) => ({ path, rule: 'known', message: 'There is no such column.' })),
    });
  }
  return lines.map((line) => {
    const cells = new Map(header.map((name, index) => [name, readCell(line[index] ?? '')]));
    return readLine(type, cells);
  });
}

function readLine(type: RecordType, cells: ReadonlyMap<string, string>): RecordImportRow {
  const text = (name: string): string | undefined => cells.get(name) || undefined;
  const fields: Record<string, JsonValue> = {};
  for (const [name, field] of Object.entries(type.schema.properties)) {
    const cell = text(name);
    if (cell !== undefined) fields[name] = readValue(field, cell);
  }
  const hasField = (name: string): boolean => type.schema.properties[name] !== undefined;
  const scope = Object.fromEntries(
    SCOPE_COLUMNS.map((name) => [name, text(hasField(name) ? `scope.${name}` : name)]),
  );
  const links = (text('links') ?? '').split(';').flatMap((link) => {
    const [relation, to] = link.split(':').map((part) => part.trim());
    return relation && to ? [{ relation, to }] : [];
  });
  const externalKey = text('externalKey');
  const status = text('status');
  return {
    ...(externalKey === undefined ? {} : { externalKey }),
    ...(status === undefined ? {} : { status }),
    fields,
    scope: scopeOf(scope),
    links,
  };
}

function readValue({ type }: RecordTypeField, cell: string): JsonValue {
  if (type === 'string') return cell;
  if (type === 'array' && !cell.startsWith('[')) return cell.split(';').map((one) => one.trim());
  try {
    return JSON.parse(cell) as JsonValue;
  } catch {
    return cell;
  }
}

/** A record as a row that can be imported again; its number stands in for a missing key. */
export function toImportRow(row: RecordDocument): RecordImportRow {
  return {
    externalKey: row.externalKey ?? row.recordId,
    status: row.status,
    fields: row.fields as Record<string, JsonValue>,
    scope: scopeOf(row),
    links: row.links
      .filter(({ kind }) => kind === 'record')
      .map(({ relation, targetId }) => ({ relation, to: targetId })),
  };
}

export function formatTable(type: RecordType, rows: readonly RecordImportRow[]): string {
  const columns = columnsOf(type);
  const lines = rows.map(({ externalKey = '', status = '', fields, scope, links }) => {
    const linked = links.map(({ relation, to }) => `${relation}:${to}`).join('; ');
    const scoped = SCOPE_COLUMNS.map((name) => scope[name] ?? '');
    const values = Object.keys(type.schema.properties).map((name) => formatValue(fields[name]));
    return [externalKey, status, linked, ...scoped, ...values];
  });
  return formatCsv([columns, ...lines]);
}

function formatValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
