import type { Agreement } from '../../../engine/clocks/agreement.js';
import type { BusinessCalendar } from '../../../engine/clocks/calendar.js';
import { checkAgreement } from '../../../engine/clocks/check-agreement.js';
import { CommitmentUnknownError } from '../../../engine/clocks/errors.js';
import { findAgreedTarget } from '../../../engine/clocks/find-agreed-target.js';

const standard: Agreement = {
  id: 'standard',
  name: 'Standard',
  version: '1',
  calendarId: 'office',
  targets: [
    { commitment: 'resolution', priority: '1', target: 'PT4H', calendarId: 'always' },
    { commitment: 'resolution', target: 'P2D' },
  ],
};

const auckland: BusinessCalendar = {
  id: 'office',
  name: 'Office',
  version: '1',
  zone: 'Pacific/Auckland',
  hours: [],
  holidays: [],
  exceptions: [],
};

const at = Date.parse('2026-06-30T18:00Z');

function find(
  agreements: readonly Agreement[],
  scope: { serviceId?: string; customerId?: string } = {},
  priority?: string,
) {
  return findAgreedTarget(
    { name: 'resolution', ...(priority === undefined ? {} : { priority }) },
    scope,
    at,
    { agreements, calendar: (id) => (id === 'office' ? auckland : undefined) },
  );
}

const of = (id: string, change: Partial<Agreement>): Agreement => ({ ...standard, id, ...change });

describe('findAgreedTarget', () => {
  it('takes the target of the priority with its calendar, otherwise the one for all', () => {
    expect(find([standard], {}, '1')).toMatchObject({
      targetMs: 4 * 3_600_000,
      calendarId: 'always',
    });
    expect(find([standard], {}, '2')).toMatchObject({
      targetMs: 48 * 3_600_000,
      calendarId: 'office',
    });
    expect(find([standard]).targetMs).toBe(48 * 3_600_000);
  });

  it.each([
    [{ serviceId: 'mail', customerId: 'a' }, 'mail-a'],
    [{ serviceId: 'mail', customerId: 'b' }, 'mail'],
    [{ serviceId: 'mail' }, 'mail'],
    [{ serviceId: 'web' }, 'standard'],
    [{}, 'standard'],
  ])('takes the most specific agreement for %j', (scope, id) => {
    const mail = of('mail', { serviceId: 'mail' });
    const mailOfA = of('mail-a', { serviceId: 'mail', customerId: 'a' });
    expect(find([standard, mail, mailOfA], scope).agreement.id).toBe(id);
  });

  it('looks at its validity by local dates of its calendar, first and last day included', () => {
    // It is the first of July in Auckland.
    expect(find([of('new', { validFrom: '2026-07-01' })]).agreement.id).toBe('new');
    expect(find([of('new', { validTo: '2026-07-01' })]).agreement.id).toBe('new');
    expect(() => find([of('old', { validTo: '2026-06-30' })])).toThrow(CommitmentUnknownError);
    expect(() => find([of('next', { validFrom: '2026-07-02' })])).toThrow(CommitmentUnknownError);
  });

  it('takes the one that became valid last of several alike', () => {
    const agreements = [
      standard,
      of('a', { validFrom: '2026-01-01' }),
      of('b', { validFrom: '2025-01-01' }),
    ];
    expect(find(agreements).agreement.id).toBe('a');
  });

  it('names what is missing', () => {
    const strict = of('strict', { serviceId: 'mail', targets: standard.targets.slice(0, 1) });
    expect(() => find([standard, strict], { serviceId: 'mail' }, '3')).toThrow(
      "Expected agreement 'strict' to have a target for commitment 'resolution' with priority '3' but it has none",
    );
    expect(() => find([strict], { serviceId: 'web', customerId: 'a' })).toThrow(
      "Expected an agreement for service 'web' and customer 'a' with a target for commitment 'resolution' without a priority but none applies",
    );
    expect(() => find([])).toThrow('for the organisation');
  });
});

describe('checkAgreement', () => {
  it.each<[string, Partial<Agreement>, string[]]>([
    ['nothing wrong', {}, []],
    ['an unknown calendar', { calendarId: 'x' }, ['calendarId']],
    ['a customer without a service', { customerId: 'a' }, ['customerId']],
    ['no targets', { targets: [] }, ['targets']],
    [
      'wrong targets',
      {
        targets: [
          { commitment: 'a', target: 'P1M' },
          { commitment: 'b', target: 'PT1H', calendarId: 'x' },
          { commitment: 'a', target: 'PT1H' },
        ],
      },
      ['targets.0.target', 'targets.1.calendarId', 'targets.2'],
    ],
    [
      'dates that do not exist',
      { validFrom: '2026-02-30', validTo: 'soon' },
      ['validFrom', 'validTo'],
    ],
    [
      'an end before the beginning',
      { validFrom: '2026-02-02', validTo: '2026-02-01' },
      ['validTo'],
    ],
    ['a share above 1', { atRiskShare: 1.5 }, ['atRiskShare']],
  ])('finds %s', (_, change, fields) => {
    const problems = checkAgreement({ ...standard, ...change }, (id) => id !== 'x');
    expect(problems.map(({ field }) => field)).toEqual(fields);
  });
});
