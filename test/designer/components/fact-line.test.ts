import { readFileSync } from 'node:fs';
import path from 'node:path';
import { factTypes, toFactLine } from '../../../designer/components/fact-line.js';
import { createTranslator } from '../../../designer/i18n/create-translator.js';

const { t } = createTranslator();
const trace = readFileSync(path.resolve(__dirname, '../../../engine/protocol/trace.ts'), 'utf8');

const toFact = (type: string, data: Record<string, unknown>) => ({
  seq: 1,
  type,
  elementId: 'approve',
  elementName: 'Approve',
  occurredAt: '2026-06-01T08:00:00Z',
  recordedAt: '2026-06-01T08:00:00Z',
  data,
});

describe('toFactLine', () => {
  it('has a sentence for every record of the engine', () => {
    // given
    const records = [...trace.matchAll(/readonly type: '(\w+)'/g)].map(([, type]) => type);

    // when
    const unsaid = records.filter((type) => !factTypes.some((known) => known === type));

    // then
    expect(records.length).toBeGreaterThan(30);
    expect(unsaid).toEqual([]);
  });

  it.each([
    ['elementActivated', {}, '“Approve” entered', undefined],
    ['elementActivated', { isLoop: true }, '“Approve” begins to repeat', undefined],
    ['elementActivated', { loopCounter: 3 }, '“Approve” entered, number 3', undefined],
    [
      'elementActivated',
      { compensates: 'i:e1' },
      '“Approve” entered to undo what was done',
      undefined,
    ],
    ['dataAwaited', { missing: ['order', 'price'] }, '“Approve” waits for data:', 'order, price'],
    ['signalBroadcast', { name: 'alarm' }, 'Signal of “Approve” sent to everybody:', 'alarm'],
    [
      'compensationThrown',
      { activities: ['book', 'pay'] },
      'What was done is undone at “Approve”',
      'book, pay',
    ],
    ['adHocActivitiesStarted', { activityIds: ['ask'] }, 'Started in “Approve”:', 'ask'],
    ['escalationThrown', { escalationCode: 'late' }, 'Escalated at “Approve”', 'late'],
    [
      'clockChanged',
      {
        clockName: 'promise',
        event: 'deadlinesSet',
        changes: [
          { of: 'priority', to: '1' },
          { of: 'target', from: 'PT480M', to: 'PT120M' },
        ],
      },
      'Deadlines of clock “promise” computed anew:',
      'priority none → 1, target PT480M → PT120M',
    ],
    ['somethingNew', {}, 'Something new', undefined],
  ])('says %s with %j', (type, data, text, detail) => {
    // given
    const fact = toFact(type, data);

    // when
    const line = toFactLine(fact, t);

    // then
    expect(line.text).toBe(text);
    expect(line.detail).toBe(detail);
  });
});
