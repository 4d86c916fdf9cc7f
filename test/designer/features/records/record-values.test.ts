import {
  changedFields,
  fromLocalInput,
  pathLabel,
  toLocalInput,
} from '../../../../designer/features/records/record-values.js';
import { readRecordsSearch } from '../../../../designer/features/records/records-search.js';
import { loadRecordTypes } from '../../../../definitions/index.js';
import {
  createRecordTypes,
  describeType,
} from '../../../../server/features/records/record-types.js';

describe('the form of a record', () => {
  it('sends only what was changed, and empties what was taken away', () => {
    // given
    const before = { title: 'a', priority: 2, tags: ['x'], cause: 'device' };
    const after = { title: 'b', priority: 2, tags: ['x'], cause: undefined, urgency: 'low' };

    // then
    expect(changedFields(before, after)).toEqual({ title: 'b', cause: null, urgency: 'low' });
  });

  it.each([
    ['2026-01-15T08:30:00.000Z', 'Europe/Amsterdam', '2026-01-15T09:30'],
    ['2026-07-15T08:30:00.000Z', 'Europe/Amsterdam', '2026-07-15T10:30'],
    ['2026-03-29T01:30:00.000Z', 'Europe/Amsterdam', '2026-03-29T03:30'],
    ['2026-07-15T08:30:00.000Z', 'Asia/Kolkata', '2026-07-15T14:00'],
    ['2025-12-31T23:30:00.000Z', 'Pacific/Auckland', '2026-01-01T12:30'],
  ])('shows %s in %s as %s, and reads it back', (instant, zone, shown) => {
    expect(toLocalInput(instant, zone)).toBe(shown);
    expect(fromLocalInput(shown, zone)).toBe(instant);
  });

  it('takes no time for none', () => {
    expect(toLocalInput(undefined, 'UTC')).toBe('');
    expect(fromLocalInput('', 'UTC')).toBeUndefined();
  });

  it('names what a version changed by the labels of the type', async () => {
    // given
    const [type] = createRecordTypes(await loadRecordTypes()).all;
    const described = type && describeType(type, true);

    // then
    expect(pathLabel(described, 'fields.owner', {})).toBe('Owner');
    expect(pathLabel(described, 'status', { status: 'Status' })).toBe('Status');
    expect(pathLabel(described, 'scope.serviceId', {})).toBe('scope.serviceId');
  });
});

describe('the list of records', () => {
  it('reads its filters from the address and leaves out what makes no sense', () => {
    expect(
      readRecordsSearch({ type: 'incident', text: 12, mine: 'true', open: 'maybe', sort: 'size' }),
    ).toEqual({ type: 'incident', text: '12', mine: true });
  });
});
