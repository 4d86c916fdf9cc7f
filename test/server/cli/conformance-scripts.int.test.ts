import { fileURLToPath } from 'node:url';
import { listCases } from '../../conformance/cases.js';
import type { ConformanceScript } from '../../conformance/script.js';
import { createHeadlessDesk, pluck, type HeadlessDesk } from '../../support/headless-command.js';

/** Verbs that a script of the command shares with a script of the suite. */
const shared = [
  'completeTask',
  'completeJob',
  'failJob',
  'throwError',
  'message',
  'signal',
  'advance',
  'retry',
  'setVariables',
  'startActivities',
  'completeAdHoc',
  'suspend',
  'resume',
  'cancel',
];

const calendars = fileURLToPath(new URL('../../conformance/calendars.json', import.meta.url));

/** Agreements, relative instants, answers to closed work, and beginning with one of several triggers or by events are words of the suite alone. */
function isShared(script: ConformanceScript): boolean {
  return (
    script.steps.every((step) => shared.includes(step.do) && !('isClosed' in step)) &&
    !JSON.stringify(script).includes('@+') &&
    script.startsAt === undefined &&
    script.agreements === undefined &&
    script.scope === undefined &&
    script.startDefinition === undefined &&
    script.isBegunByEvents === undefined
  );
}

/** What the engine meets only in a program that was compiled without a check of its JavaScript. */
const refusedByTheCommand = 'script-task/javascript-does-not-parse';

const cases = listCases()
  .map((each) => ({ name: each.name, each, script: each.readScript() }))
  .filter(({ name, script }) => isShared(script) && name !== refusedByTheCommand);

let desk: HeadlessDesk;

beforeAll(() => {
  desk = createHeadlessDesk();
});

afterAll(() => {
  desk.clear();
});

function sorted(list: unknown): unknown[] {
  return pluck(list, 'elementId').sort();
}

/** What happens in a case may begin further instances, of which the case does not speak. */
function ofMain(list: unknown): unknown[] {
  const items = list as readonly { readonly instance: string }[];
  return items.filter(({ instance }) => instance.startsWith('main'));
}

describe('lemniscate run with the scripts of the conformance suite', () => {
  it('knows most of them', () => {
    expect(cases.length).toBeGreaterThan(150);
  });

  it(`refuses ${refusedByTheCommand}`, async () => {
    const refused = listCases().find(({ name }) => name === refusedByTheCommand);
    const model = desk.write('model.bpmn', refused?.readXml() ?? '');

    const { document, exitCode } = await desk.perform('run', model);

    expect(exitCode).toBe(2);
    expect(JSON.stringify(document['error'])).toContain('javaScriptSyntax');
  });

  it.each(cases)('ends $name as the case demands', async ({ each, script }) => {
    const { processId, startElement, businessKey, variables = {}, steps, expect: wanted } = script;
    const model = desk.write('model.bpmn', each.readXml());
    const decisions = [...each.readDecisions().values()].map((text, index) =>
      desk.write(`decisions-${index}.dmn`, text),
    );
    const file = desk.write('script.json', { steps });
    const options = [
      ...['--process', processId, '--script', file, '--jobs', 'open', '--calendars', calendars],
      ...['--now', '2026-03-02T09:00:00Z', '--variables', JSON.stringify(variables)],
      ...['--user', 'tester'],
      ...(startElement === undefined ? [] : ['--start-event', startElement]),
      ...(businessKey === undefined ? [] : ['--business-key', businessKey]),
    ];

    const { document } = await desk.perform('run', model, ...decisions, ...options);

    expect(document['error']).toBeUndefined();
    expect(document.refusals).toEqual([]);
    expect(document['status']).toBe(wanted.status);
    expect(document['variables']).toMatchObject(wanted.variables ?? {});
    expect(sorted(document['openTasks'])).toEqual([...(wanted.openTasks ?? [])].sort());
    expect(sorted(document['openJobs'])).toEqual([...(wanted.openJobs ?? [])].sort());
    expect(sorted(document['openSubscriptions'])).toEqual(
      [...(wanted.openSubscriptions ?? [])].sort(),
    );
    expect(sorted(document['openConditions'])).toEqual([...(wanted.openConditions ?? [])].sort());
    expect(pluck(ofMain(document['incidents']), 'code')).toEqual(
      (wanted.incidents ?? []).map(({ code }) => code),
    );
  });
});
