import { createInMemoryDriver } from '../../engine/in-memory-driver/index.js';
import type { Incident } from '../../engine/index.js';
import { compileBpmn } from '../../engine/parser/index.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';

const actor = { type: 'user', id: 'tester' } as const;
const many = Array.from({ length: 100_001 }, () => 0);

/** The incidents of a process with what stands between its beginning and its end. */
async function incidentsOf(content: (scope: ScopeBuilder) => unknown): Promise<Incident[]> {
  const xml = buildProcess('main', (scope) => {
    scope.start('begin').end('done').flow('begin', 'it', 'done');
    content(scope);
  });
  const { programs, problems } = await compileBpmn(xml);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const driver = createInMemoryDriver({ programs, startAt: 0 });
  const variables = { list: ['a', 7], number: 5, text: 'a', many };
  const instanceId = driver.start({ processId: 'main', actor, variables });
  return Object.values(driver.instance(instanceId).state.incidents).map(({ incident }) => incident);
}

/** A complex gateway that splits; its condition is no condition. */
const wrongActivation = (scope: ScopeBuilder) =>
  scope
    .complex('it', { activation: 'activationCount + 1' })
    .task('other')
    .flow('it', 'other', 'done');

type Row = readonly [
  title: string,
  content: (scope: ScopeBuilder) => unknown,
  code: string,
  message: string,
];

const inner = (scope: ScopeBuilder) => scope.start('s').end('e').flow('s', 'e');

const rows: readonly Row[] = [
  [
    'an assignee whom the task excludes',
    (scope) => scope.user('it', { assignment: { assignee: 'ann', excludedUsers: 'bob, ann' } }),
    'assignmentInvalid',
    "Expected an assignee of 'it' who may complete it but 'ann' is excluded",
  ],
  [
    'candidates who are all excluded',
    (scope) =>
      scope.user('it', {
        assignment: { candidateUsers: 'ann,bob', excludedUsers: '=["bob", "ann"]' },
      }),
    'assignmentInvalid',
    "Expected somebody who may complete 'it' but all who are offered it are excluded: 'ann', 'bob'",
  ],
  [
    'two assignees',
    (scope) => scope.user('it', { assignment: { assignee: 'ann,bob' } }),
    'assignmentInvalid',
    'Expected one assignee but got ["ann","bob"]',
  ],
  [
    'candidates that are no texts',
    (scope) => scope.user('it', { assignment: { candidateUsers: '=list' } }),
    'assignmentInvalid',
    'Expected names of people, groups or roles but got ["a",7]',
  ],
  [
    'a group that is a number',
    (scope) => scope.user('it', { assignment: { candidateGroups: '=number' } }),
    'assignmentInvalid',
    'Expected names of people, groups or roles but got 5',
  ],
  [
    'a priority above 100',
    (scope) => scope.user('it', { schedule: { priority: '=101' } }),
    'assignmentInvalid',
    'Expected a priority from 0 to 100 but got 101',
  ],
  [
    'a priority below 0',
    (scope) => scope.user('it', { schedule: { priority: '=-1' } }),
    'assignmentInvalid',
    'Expected a priority from 0 to 100 but got -1',
  ],
  [
    'a priority that is a list',
    (scope) => scope.user('it', { schedule: { priority: '=list' } }),
    'assignmentInvalid',
    'Expected a priority from 0 to 100 but got ["a",7]',
  ],
  [
    'the type of a job that is a number',
    (scope) => scope.service('it', { job: { type: '=number' } }),
    'jobFailed',
    'Expected the type of a job but got 5',
  ],
  [
    'the type of a job that is empty',
    (scope) => scope.service('it', { job: { type: '=""' } }),
    'jobFailed',
    'Expected the type of a job but got ""',
  ],
  [
    'a called process that is a number',
    (scope) => scope.call('it', '=number'),
    'calledProcessMissing',
    'Expected the id of a process to call but got 5',
  ],
  [
    'a called process without an id',
    (scope) => scope.call('it', '=""'),
    'calledProcessMissing',
    'Expected the id of a process to call but got ""',
  ],
  [
    'the name of a message that is a number',
    (scope) => scope.catch('it', { message: { name: '=number' } }),
    'correlationKeyInvalid',
    'Expected the name of a message but got 5',
  ],
  [
    'the name of a message that is empty',
    (scope) => scope.catch('it', { message: { name: '=""' } }),
    'correlationKeyInvalid',
    'Expected the name of a message but got ""',
  ],
  [
    'a correlation key that is a list',
    (scope) => scope.catch('it', { message: { name: 'paid', key: '=list' } }),
    'correlationKeyInvalid',
    'Expected a text or number as correlation key of message \'paid\' but got ["a",7]',
  ],
  [
    'the name of an awaited signal that is a number',
    (scope) => scope.catch('it', { signal: '=number' }),
    'expressionFailed',
    'Expected the name of a signal but got 5',
  ],
  [
    'the name of a thrown signal that is a number',
    (scope) => scope.throw('it', { signal: '=number' }),
    'expressionFailed',
    'Expected the name of a signal but got 5',
  ],
  [
    'a date that is none',
    (scope) => scope.catch('it', { timer: { date: '=text' } }),
    'timerInvalid',
    "Expected a date and time such as 2026-12-01T09:00:00 at 'it' but got 'a'",
  ],
  [
    'a duration that is a number',
    (scope) => scope.catch('it', { timer: { duration: '=number' } }),
    'timerInvalid',
    "Expected a duration such as PT4H at 'it' but got 5",
  ],
  [
    'a cycle that is none',
    (scope) => scope.catch('it', { timer: { cycle: '=text' } }),
    'timerInvalid',
    "Expected a repetition such as R3/PT1H at 'it' but got 'a'",
  ],
  [
    'an activation condition that is a number',
    wrongActivation,
    'conditionNotBoolean',
    "Expected true or false from the activation condition of 'it' but got 2",
  ],
  [
    'a negative cardinality',
    (scope) => scope.subProcess('it', inner, { loop: { cardinality: '-1' } }),
    'loopItemsInvalid',
    "Expected a whole number from 0 to 100000 as cardinality of 'it' but got -1",
  ],
  [
    'more instances than an instance can hold',
    (scope) => scope.subProcess('it', inner, { loop: { cardinality: '100001' } }),
    'loopItemsInvalid',
    "Expected a whole number from 0 to 100000 as cardinality of 'it' but got 100001",
  ],
  [
    'a cardinality that is a list',
    (scope) => scope.subProcess('it', inner, { loop: { cardinality: 'list' } }),
    'loopItemsInvalid',
    "Expected a whole number from 0 to 100000 as cardinality of 'it' but got 2 items",
  ],
  [
    'a collection that is a number',
    (scope) => scope.manual('it', { loop: { collection: 'number' } }),
    'loopItemsInvalid',
    "Expected a list of at most 100000 items as collection of 'it' but got 5",
  ],
  [
    'a collection with more items than an instance can hold',
    (scope) => scope.manual('it', { loop: { collection: 'many' } }),
    'loopItemsInvalid',
    "Expected a list of at most 100000 items as collection of 'it' but got 100001 items",
  ],
  [
    'a completion condition that is a text',
    (scope) => scope.manual('it', { loop: { cardinality: '1', completion: 'text' } }),
    'conditionNotBoolean',
    'Expected true or false from the condition of the loop at \'it\' but got "a"',
  ],
  [
    'a loop condition that is a number',
    (scope) => scope.manual('it', { loop: { condition: 'number' } }),
    'conditionNotBoolean',
    "Expected true or false from the condition of the loop at 'it' but got 5",
  ],
];

const unknownNobody = "Expected a declared name but 'nobody' is unknown in 'nobody'";

describe('an incident', () => {
  it.each(rows)('says what is wrong with %s', async (_title, content, code, message) => {
    // when
    const incidents = await incidentsOf(content);

    // then
    expect(incidents).toMatchObject([{ code, message }]);
  });

  it.each(['candidateUsers', 'candidateGroups', 'candidateRoles', 'assignee'])(
    'says which name in %s of a user task is unknown',
    async (attribute) => {
      // when
      const assignment = { [attribute]: '=nobody' };
      const incidents = await incidentsOf((scope) => scope.user('it', { assignment }));

      // then
      expect(incidents).toMatchObject([{ code: 'expressionFailed', message: unknownNobody }]);
    },
  );

  it.each(['dueDate', 'followUpDate', 'priority'])(
    'says which name in %s of a user task is unknown',
    async (attribute) => {
      // when
      const schedule = { [attribute]: '=nobody' };
      const incidents = await incidentsOf((scope) => scope.user('it', { schedule }));

      // then
      expect(incidents).toMatchObject([{ code: 'expressionFailed', message: unknownNobody }]);
    },
  );

  it.each([
    [
      'the type of a job',
      (scope: ScopeBuilder) => scope.service('it', { job: { type: '=nobody' } }),
    ],
    ['a called process', (scope: ScopeBuilder) => scope.call('it', '=nobody')],
    [
      'the name of a message',
      (scope: ScopeBuilder) => scope.throw('it', { message: { name: '=nobody' } }),
    ],
    [
      'a correlation key',
      (scope: ScopeBuilder) => scope.throw('it', { message: { name: 'paid', key: '=nobody' } }),
    ],
    [
      'the name of an awaited signal',
      (scope: ScopeBuilder) => scope.catch('it', { signal: '=nobody' }),
    ],
    [
      'the name of a thrown signal',
      (scope: ScopeBuilder) => scope.throw('it', { signal: '=nobody' }),
    ],
    ['a date', (scope: ScopeBuilder) => scope.catch('it', { timer: { date: '=nobody' } })],
    ['a script', (scope: ScopeBuilder) => scope.script('it', 'nobody')],
    [
      'a collection',
      (scope: ScopeBuilder) => scope.manual('it', { loop: { cardinality: 'nobody' } }),
    ],
  ] as const)('says which name in %s is unknown', async (_title, content) => {
    // when
    const incidents = await incidentsOf(content);

    // then
    expect(incidents).toMatchObject([{ code: 'expressionFailed', message: unknownNobody }]);
  });

  it.each([
    ['activation condition', 'activationCount + 1', wrongActivation],
    [
      'cardinality',
      'number - 9',
      (scope: ScopeBuilder) => scope.manual('it', { loop: { cardinality: 'number - 9' } }),
    ],
    [
      'condition of a loop',
      'number * 2',
      (scope: ScopeBuilder) => scope.manual('it', { loop: { condition: 'number * 2' } }),
    ],
  ] as const)('tells the expression of a wrong %s: %s', async (_title, expression, content) => {
    // when
    const incidents = await incidentsOf(content);

    // then
    expect(incidents).toMatchObject([{ details: { expression } }]);
  });
});
