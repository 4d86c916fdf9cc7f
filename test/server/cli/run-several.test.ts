import { createHeadlessDesk, pluck, type HeadlessDesk } from '../../support/headless-command.js';
import { buildDefinitions, buildProcess } from '../../support/process-builder.js';

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

const caller = buildProcess('caller', (scope) =>
  scope
    .start('begin')
    .call('first', 'called')
    .call('second', 'called')
    .end('done')
    .flow('begin', 'first', 'second', 'done'),
);

const called = buildProcess('called', (scope) =>
  scope.start('start').user('work').end('end').flow('start', 'work', 'end'),
);

describe('lemniscate run with several processes', () => {
  it('deploys several files together and names called instances by their call', async () => {
    const files = [desk.write('a.bpmn', caller), desk.write('b.bpmn', called)];
    const script = desk.write('s.json', [
      { do: 'completeTask', element: 'work', instance: 'main/second', refused: 'unknownTask' },
      { do: 'completeTask', element: 'work', instance: 'main/first' },
      { do: 'completeTask', element: 'work', instance: 'main/second' },
    ]);

    const { document } = await desk.perform('run', ...files, '--script', script);

    expect(document).toMatchObject({ status: 'completed', refusals: [] });
    expect(document['instances']).toMatchObject([
      { instance: 'main', processId: 'caller' },
      { instance: 'main/first', processId: 'called', calledBy: 'main', status: 'completed' },
      { instance: 'main/second', processId: 'called', calledBy: 'main', status: 'completed' },
    ]);
  });

  it('keeps the order in which instances moved each other', async () => {
    const files = [desk.write('a.bpmn', caller), desk.write('b.bpmn', called)];

    const { document } = await desk.perform('run', ...files);

    const instances = pluck(document.trace, 'instance');
    const types = pluck(document.trace, 'type');
    expect(instances.indexOf('main/first')).toBeGreaterThan(types.indexOf('childStarted'));
    expect(pluck(document.trace, 'seq')).toEqual(document.trace.map((_, index) => index + 1));
  });

  it('makes an incident of a called process that is in no file', async () => {
    const model = desk.write('a.bpmn', caller);

    const { exitCode, document } = await desk.perform('run', model);

    expect(exitCode).toBe(0);
    expect(document['incidents']).toMatchObject([{ elementId: 'first' }]);
  });

  it('starts the first process of the first file, or the one that is named', async () => {
    const definitions = buildDefinitions();
    definitions.process('one', (scope) => scope.start('a').end('b').flow('a', 'b'));
    definitions.process('two', (scope) => scope.start('c').end('d').flow('c', 'd'));
    const model = desk.write('a.bpmn', definitions.toXml());

    const first = await desk.perform('run', model);
    const named = await desk.perform('run', model, '--process', 'two');
    const unknown = await desk.perform('run', model, '--process', 'three');

    expect(first.document['processId']).toBe('one');
    expect(named.document['processId']).toBe('two');
    expect(unknown.exitCode).toBe(2);
    expect(unknown.document.error).toMatchObject({ code: 'processUnknown' });
    expect(unknown.document.error?.['message']).toContain("'one', 'two'");
  });

  it('begins at the start event that is named, and starts further instances by the script', async () => {
    const twoStarts = buildProcess('main', (scope) =>
      scope
        .start('by-hand')
        .start('by-message', { message: { name: 'report' } })
        .user('work')
        .end('done')
        .flow('by-hand', 'work', 'done')
        .flow('by-message', 'work'),
    );
    const model = desk.write('a.bpmn', twoStarts);
    const script = desk.write('s.json', [{ do: 'start', process: 'main', variables: { n: 2 } }]);

    const { document } = await desk.perform(
      ...(['run', model, '--start-event', 'by-message', '--script', script] as const),
    );

    expect(document['instances']).toMatchObject([
      { instance: 'main', instanceId: 'instance-1' },
      { instance: 'instance-2', instanceId: 'instance-2', variables: { n: 2 } },
    ]);
    const activated = document.trace.filter(({ type }) => type === 'elementActivated');
    expect(pluck(activated, 'elementId').slice(0, 2)).toEqual(['by-message', 'work']);
  });

  it('leaves a process that only messages begin to the script', async () => {
    const byMessage = buildProcess('main', (scope) =>
      scope
        .start('reported', { message: { name: 'report' } })
        .user('work')
        .end('done')
        .flow('reported', 'work', 'done'),
    );
    const model = desk.write('a.bpmn', byMessage);
    const script = desk.write('s.json', [
      { do: 'message', name: 'report', variables: { n: 1 } },
      { do: 'completeTask', element: 'work' },
    ]);

    const idle = await desk.perform('run', model);
    const begun = await desk.perform('run', model, '--script', script);

    expect(idle.document).toMatchObject({ status: 'notStarted', instances: [] });
    expect(begun.document).toMatchObject({
      status: 'completed',
      variables: { n: 1 },
      instances: [{ instance: 'main', processId: 'main' }],
      refusals: [],
    });
  });

  it('refuses a process that two files hold', async () => {
    const files = [desk.write('a.bpmn', called), desk.write('b.bpmn', called)];

    const { exitCode, document } = await desk.perform('run', ...files);

    expect(exitCode).toBe(2);
    expect(document.error).toMatchObject({
      code: 'modelRefused',
      problems: [{ rule: 'processDuplicate', elementId: 'called', file: files[1] }],
    });
  });
});
