import { createInstance, type InstanceState, step, type StepResult } from '../../engine/index.js';
import { createInMemoryDriver } from '../../engine/in-memory-driver/index.js';
import { definitionsXml, flowXml, processXml } from '../support/bpmn-text.js';
import { compileOne } from '../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';

const actor = { type: 'user', id: 'ann' } as const;

interface Begun {
  readonly state: InstanceState;
  readonly commands: StepResult['commands'];
  readonly trace: StepResult['trace'];
}

/** What the machine asks for when it comes to the one task of a process. */
async function begin(
  content: (scope: ScopeBuilder) => unknown,
  businessKey?: string,
): Promise<Begun> {
  const xml = buildProcess('p', (scope) => {
    scope.start('begin').end('done').flow('begin', 'it', 'done');
    content(scope);
  });
  const program = await compileOne(xml);
  const state = createInstance(program);
  const variables = { amount: 5 };
  const start = { type: 'instanceStarted', at: 0, instanceId: 'i', variables, actor } as const;
  const key = businessKey === undefined ? {} : { businessKey };
  const { commands, trace } = step(program, state, { ...start, zone: 'UTC', ...key });
  return { state, commands, trace };
}

describe('a task that a worker does', () => {
  const job = { jobId: 'i:4', elementId: 'it', jobType: 'charge', variables: { amount: 5 } };
  const defaults = { retries: 3, retryBackoffMs: 5000, timeoutMs: 60_000 };

  it('asks for a job with nothing but what the model says', async () => {
    const { commands, state } = await begin((scope) =>
      scope.service('it', { job: { type: 'charge' } }),
    );
    expect(commands).toStrictEqual([{ type: 'runJob', ...job, ...defaults }]);
    expect(Object.values(state.waits)).toStrictEqual([{ type: 'job', owner: 'e3' }]);
  });

  it('asks for a worker of its task queue, with its attempts and times', async () => {
    const times = { retries: '5', retryBackoff: 'PT2S', timeout: 'PT1M30S' };
    const { commands } = await begin((scope) =>
      scope.service('it', { job: { type: 'charge', taskQueue: 'payments', ...times } }),
    );
    const own = { retries: 5, retryBackoffMs: 2000, timeoutMs: 90_000 };
    expect(commands).toStrictEqual([{ type: 'runJob', ...job, taskQueue: 'payments', ...own }]);
  });

  it('keeps the job for a worker that comes for it', async () => {
    const { commands, state } = await begin((scope) =>
      scope.service('it', { job: { type: 'charge', worker: 'external' } }),
    );
    expect(commands).toStrictEqual([{ type: 'runJob', ...job, ...defaults, isExternal: true }]);
    expect(Object.values(state.waits)).toMatchObject([{ type: 'job', isExternal: true }]);
  });
});

describe('a call activity', () => {
  const child = { type: 'startChild', childId: 'i:4', elementId: 'it', processId: 'other' };
  const called = { ...child, binding: 'latest', callDepth: 1, variables: { amount: 5 } };

  it('asks for an instance of the process with nothing but what the model says', async () => {
    const { commands } = await begin((scope) => scope.call('it', 'other'));
    expect(commands).toStrictEqual([called]);
  });

  it('asks for the version with a tag, and hands its business key on', async () => {
    const call = { binding: 'versionTag', versionTag: 'spring' };
    const { commands } = await begin((scope) => scope.call('it', 'other', { call }), 'INC-1');
    expect(commands).toStrictEqual([{ ...called, ...call, businessKey: 'INC-1' }]);
  });

  it('tells which errors are caught around it', async () => {
    const { commands } = await begin((scope) =>
      scope.call('it', 'other').boundary('oops', 'it', { error: 'broken' }).flow('oops', 'done'),
    );
    expect(commands).toStrictEqual([
      { ...called, caughtErrors: { codes: ['broken'], isEvery: false } },
    ]);
  });
});

describe('a task that a person does', () => {
  const opened = async (content: (scope: ScopeBuilder) => unknown) =>
    (await begin(content)).trace.at(-1);
  const plain = {
    type: 'taskOpened',
    taskId: 'i:4',
    elementId: 'it',
    elementInstanceId: 'i:e3',
    name: '',
    assignmentEpoch: 1,
  };
  const nobody = { users: [], groups: [], roles: [] };

  it('tells nothing that the model does not say', async () => {
    const record = await opened((scope) => scope.user('it', { assignment: {} }));
    expect(record).toStrictEqual({ ...plain, candidates: nobody });
  });

  it('reads names from a text with commas, and leaves out empty ones', async () => {
    const assignment = { assignee: ' ann ', candidateUsers: ' bob ,, carl,' };
    const record = await opened((scope) => scope.user('it', { assignment }));
    const candidates = { ...nobody, assignee: 'ann', users: ['bob', 'carl'] };
    expect(record).toMatchObject({ candidates });
  });

  it('takes null for nobody', async () => {
    const assignment = { assignee: '=null', candidateGroups: '=null' };
    const record = await opened((scope) => scope.user('it', { assignment }));
    expect(record).toStrictEqual({ ...plain, candidates: nobody });
  });

  it.each([
    ['0', 0],
    ['=100', 100],
    ['="50"', 50],
  ])('has priority %s', async (priority, expected) => {
    const record = await opened((scope) => scope.user('it', { schedule: { priority } }));
    expect(record).toMatchObject({ priority: expected });
  });

  it('has no priority and no times if they are null', async () => {
    const schedule = { priority: '=null', dueDate: '=null', followUpDate: '=null' };
    const record = await opened((scope) => scope.user('it', { assignment: {}, schedule }));
    expect(record).toStrictEqual({ ...plain, candidates: nobody });
  });
});

describe('a listener', () => {
  it('asks for its job like a task, with the attempts and times that it states', async () => {
    const times = 'retries="5" retryBackoff="PT2S" timeout="PT1M30S"';
    const tell = `<lemniscate:listener event="start" type="tell" taskQueue="notices" ${times} />`;
    const fetch = '<lemniscate:listener event="end" type="fetch" worker="external" />';
    const task = `<bpmn:task id="it"><bpmn:extensionElements>${tell}${fetch}</bpmn:extensionElements></bpmn:task>`;
    const xml = definitionsXml(processXml(task + flowXml('main-begin', 'it', 'main-done')));
    const program = await compileOne(xml);
    const start = { type: 'instanceStarted', at: 0, instanceId: 'i', actor, zone: 'UTC' } as const;
    const begun = step(program, createInstance(program), { ...start, variables: { amount: 5 } });
    const own = { retries: 5, retryBackoffMs: 2000, timeoutMs: 90_000, taskQueue: 'notices' };
    const job = { type: 'runJob', elementId: 'it', jobType: 'tell', variables: { amount: 5 } };
    expect(begun.commands).toMatchObject([{ ...job, ...own }]);
    const [jobId = ''] = Object.keys(begun.state.waits);
    const answer = { type: 'jobCompleted', at: 1, jobId, variables: {} } as const;
    const ending = step(program, begun.state, answer);
    expect(ending.commands).toMatchObject([{ type: 'runJob', jobType: 'fetch', isExternal: true }]);
    expect(Object.values(ending.state.waits)).toMatchObject([
      { isListener: true, isExternal: true },
    ]);
  });
});

describe('the memory of who has completed what', () => {
  async function completeOne(excludedUsers?: string): Promise<InstanceState> {
    const assignment = { candidateRoles: 'agent' };
    const later = excludedUsers === undefined ? assignment : { ...assignment, excludedUsers };
    const xml = buildProcess('p', (scope) =>
      scope
        .start('begin')
        .user('it', { assignment })
        .user('next', { assignment: later })
        .end('done')
        .flow('begin', 'it', 'next', 'done'),
    );
    const program = await compileOne(xml);
    const state = createInstance(program);
    const start = { type: 'instanceStarted', at: 0, instanceId: 'i', actor } as const;
    const begun = step(program, state, { ...start, variables: {}, zone: 'UTC' });
    const [taskId = ''] = Object.keys(begun.state.waits);
    const completion = { type: 'taskCompleted', at: 1, taskId, variables: {}, actor } as const;
    return step(program, state, completion).state;
  }

  it('is empty unless somebody asks', async () => {
    const { instances, root } = await completeOne();
    expect(instances[root]).not.toHaveProperty('completers');
  });

  it('is kept at the scope if an expression asks, which sees nobody at other steps', async () => {
    const { instances, root, incidents } = await completeOne('=completedBy.next');
    expect(instances[root]?.completers).toEqual([
      { elementId: 'it', users: ['ann'] },
      { elementId: 'next', users: [] },
    ]);
    expect(incidents).toEqual({});
  });

  it('forgets what the system does, which is nobody', async () => {
    const xml = buildProcess('p', (scope) =>
      scope
        .start('begin')
        .user('it', { assignment: { candidateRoles: 'agent', separateFrom: 'it' } })
        .user('next', { assignment: { excludedUsers: '=["system"]', candidateRoles: 'agent' } })
        .end('done')
        .flow('begin', 'it', 'next', 'done'),
    );
    const program = await compileOne(xml);
    const driver = createInMemoryDriver({ programs: [program], startAt: 0 });
    const instanceId = driver.start({ processId: 'p', actor, variables: {} });
    const system = { type: 'system', id: 'system' } as const;
    const finish = () => {
      const [taskId = ''] = Object.keys(driver.instance(instanceId).state.waits);
      return driver.apply(instanceId, {
        type: 'taskCompleted',
        taskId,
        variables: {},
        actor: system,
      });
    };
    expect(finish()).toBeUndefined();
    const { instances, root } = driver.instance(instanceId).state;
    expect(instances[root]?.completers).toEqual([{ elementId: 'it', users: [] }]);
    expect(finish()).toBeUndefined();
  });
});
