import { hour, IncidentDesk } from './incident-desk.js';

const classification = { category: 'software', impact: 'high', urgency: 'medium' };
const restored = { firstLineFindings: 'The disk was full.', firstLineOutcome: 'restored' };
const handedOver = {
  firstLineFindings: 'Nothing we know.',
  firstLineOutcome: 'second-line',
  handoverReason: 'The database does not answer.',
};
const repaired = { secondLineFindings: 'A lock was held.', restoredBy: 'repair' };
const resolution = {
  resolution: 'We made room on the disk.',
  cause: 'capacity',
  configurationItem: 'srv-12',
};
const yes = { confirmation: 'restored' };

async function openClassified(): Promise<IncidentDesk> {
  const desk = await IncidentDesk.open();
  desk.report();
  desk.complete('classify-and-prioritise', classification);
  return desk;
}

async function openResolved(answers: object = resolution): Promise<IncidentDesk> {
  const desk = await openClassified();
  desk.complete('first-line-support', restored);
  desk.complete('record-resolution', { ...answers });
  return desk;
}

describe('the incident process', () => {
  it('closes what the first line restores and the reporter confirms', async () => {
    // when
    const desk = await openResolved();
    desk.complete('confirm-with-reporter', yes);

    // then
    expect(desk.outcome()).toBe('completed');
    expect(desk.incidents()).toEqual([]);
    expect(desk.told).toEqual([
      expect.objectContaining({ toUsers: 'rita', subject: 'Incident INC-1 is registered' }),
      { toUsers: 'rita', subject: 'Incident INC-1 is closed', text: 'We made room on the disk.' },
    ]);
  });

  it('asks the person for whom it was reported, not the one who typed', async () => {
    // when
    const desk = await IncidentDesk.open();
    desk.report({ reportedFor: 'rita' }, 'anna');
    desk.complete('classify-and-prioritise', classification);
    desk.complete('first-line-support', restored);
    desk.complete('record-resolution', resolution);

    // then
    expect(desk.openTasks()[0]).toMatchObject({
      elementId: 'confirm-with-reporter',
      candidates: { assignee: 'rita' },
    });
  });

  it.each([
    ['high', 'high', 1, 'PT4H', 100],
    ['high', 'low', 3, 'PT16H', 60],
    ['medium', 'medium', 3, 'PT16H', 60],
    ['low', 'medium', 4, 'PT24H', 40],
    ['low', 'low', 5, 'PT40H', 20],
  ])(
    'gives %s impact and %s urgency priority %i',
    async (impact, urgency, priority, target, shown) => {
      // when
      const desk = await IncidentDesk.open();
      desk.report();
      desk.complete('classify-and-prioritise', { category: 'network', impact, urgency });

      // then
      expect(desk.variable('priority')).toBe(priority);
      expect(desk.variable('resolutionTarget')).toBe(target);
      expect(desk.openTasks()[0]).toMatchObject({
        elementId: 'first-line-support',
        priority: shown,
      });
    },
  );

  it('hands over to the second line what the first line cannot restore', async () => {
    // when
    const desk = await openClassified();
    desk.complete('first-line-support', handedOver);

    // then
    expect(desk.openTasks()).toMatchObject([
      { elementId: 'second-line-support', candidates: { groups: ['second-line'] }, priority: 80 },
    ]);
    desk.complete('second-line-support', repaired);
    expect(desk.openElements()).toEqual(['record-resolution']);
  });

  it('warns at three quarters of the target of the first line and escalates when it is missed', async () => {
    // given
    const desk = await openClassified();

    // when
    desk.advance(3 * hour - 1);
    const before = desk.openElements();
    desk.advance(1);
    const atRisk = desk.openElements();
    desk.advance(hour);
    const breached = desk.openElements();

    // then
    expect(before).toEqual(['first-line-support']);
    expect(atRisk).toEqual(['first-line-support', 'review-at-risk']);
    expect(breached).toEqual(['first-line-support', 'review-at-risk', 'decide-escalation']);
    expect(
      desk
        .openTasks()
        .slice(1)
        .map(({ candidates }) => candidates.roles),
    ).toEqual([['service-delivery-manager'], ['service-delivery-manager']]);
  });

  it('tells the support groups what was decided, while their work goes on', async () => {
    // given
    const desk = await openClassified();
    desk.advance(5 * hour);

    // when
    desk.complete('decide-escalation', {
      escalationDecision: 'add-people',
      escalationInstruction: 'Carla joins at once.',
    });

    // then
    expect(desk.told.at(-1)).toEqual({
      toGroups: 'first-line,second-line',
      subject: 'Incident INC-1: decision on the missed target',
      text: 'Carla joins at once.',
    });
    expect(desk.openElements()).toEqual(['first-line-support', 'review-at-risk']);
  });

  it('counts the target of the second line in service time, by the priority', async () => {
    // given: 8 hours from Monday 11:00 end on Tuesday 11:00
    const desk = await openClassified();
    desk.advance(2 * hour);
    desk.complete('first-line-support', handedOver);

    // when
    desk.advance(24 * hour - 1);
    const before = desk.openElements();
    desk.advance(1);

    // then
    expect(before).toEqual(['second-line-support', 'review-at-risk']);
    expect(desk.openElements()).toEqual([
      'second-line-support',
      'review-at-risk',
      'decide-escalation',
    ]);
  });

  it('goes back to the first line when the reporter does not agree', async () => {
    // given
    const desk = await openResolved();

    // when
    desk.complete('confirm-with-reporter', {
      confirmation: 'not-restored',
      confirmationRemark: 'It stops again.',
    });

    // then
    expect(desk.openElements()).toEqual(['first-line-support']);
    desk.complete('first-line-support', restored);
    desk.complete('record-resolution', resolution);
    desk.complete('confirm-with-reporter', yes);
    expect(desk.outcome()).toBe('completed');
  });

  it('takes silence of five days for a yes', async () => {
    // when
    const desk = await openResolved();
    desk.advance(5 * 24 * hour - 1);
    const before = desk.openElements();
    desk.advance(1);

    // then
    expect(before).toEqual(['confirm-with-reporter']);
    expect(desk.outcome()).toBe('completed');
  });

  it('does not close an incident without a cause or an item', async () => {
    // given
    const desk = await openResolved({ resolution: 'We restarted the computation.' });

    // when
    desk.complete('confirm-with-reporter', yes);

    // then
    expect(desk.outcome()).toBeUndefined();
    expect(desk.openElements()).toEqual(['complete-record']);
    desk.complete('complete-record', { cause: 'software', configurationItem: 'srv-12' });
    expect(desk.outcome()).toBe('completed');
    expect(desk.variable('cause')).toBe('software');
  });

  it('ends all work when the reporter withdraws', async () => {
    // given
    const desk = await openClassified();
    desk.advance(5 * hour);

    // when
    desk.receive('incident-withdrawn');

    // then
    expect(desk.outcome()).toBe('completed');
    expect(desk.openElements()).toEqual([]);
    expect(desk.completedElements()).toContain('withdrawal-handled');
    expect(desk.told.at(-1)).toMatchObject({ subject: 'Incident INC-1 is withdrawn' });
  });

  it('passes on what the reporter adds, as often as they do, while work goes on', async () => {
    // given
    const desk = await openClassified();

    // when
    desk.receive('incident-information-added', { information: 'It says error 7.' });
    desk.receive('incident-information-added', { information: 'And now error 8.' });
    desk.receive('incident-information-added');

    // then
    expect(desk.told.slice(-3).map(({ text }) => text)).toEqual([
      'It says error 7.',
      'And now error 8.',
      'The reporter wrote nothing.',
    ]);
    expect(desk.incidents()).toEqual([]);
    expect(desk.openElements()).toEqual(['first-line-support']);
  });
});

describe('the incident process for payroll', () => {
  it('does not acknowledge and warns after an hour and a half', async () => {
    // given
    const desk = await IncidentDesk.open('payroll');
    desk.report();
    desk.complete('classify-and-prioritise', classification);

    // when
    desk.advance(1.5 * hour);

    // then
    expect(desk.told).toEqual([]);
    expect(desk.openElements()).toEqual(['first-line-support', 'review-at-risk']);
    expect(desk.incidents()).toEqual([]);
  });
});
