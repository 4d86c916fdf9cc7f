import { compileBpmn, type KnownJob } from '../../../engine/parser/index.js';
import { buildProcess } from '../../support/process-builder.js';

const jobs: readonly KnownJob[] = [
  {
    type: 'tell',
    inputs: [
      { name: 'to', type: 'textList' },
      { name: 'group', type: 'text' },
      { name: 'subject', type: 'text', isRequired: true },
      { name: 'kind', type: 'text', values: ['mild', 'loud'] },
      { name: 'times', type: 'number' },
      { name: 'isLate', type: 'boolean' },
      { name: 'within', type: 'duration' },
    ],
    oneOf: [['to', 'group']],
  },
];

const enough = { to: 'ann, bob', subject: '=title' };

async function check(inputs: Readonly<Record<string, string>>, job = { type: 'tell' }) {
  const xml = buildProcess('p', (p) =>
    p.start('s').service('a', { job, inputs }).end('e').flow('s', 'a', 'e'),
  );
  const { problems } = await compileBpmn(xml, { jobs });
  return problems.map(({ severity, rule, message }) => ({ rule: `${severity} ${rule}`, message }));
}

describe('jobs that the product serves itself', () => {
  it.each([
    ['all they need', enough],
    [
      'constants of every kind',
      { ...enough, kind: 'loud', times: '2', isLate: 'true', within: 'PT5M' },
    ],
    ['expressions, which only a run can judge', { ...enough, times: '=n', kind: '=k' }],
    ['nothing of their own, so that they see all variables', {}],
  ])('are content with %s', async (_what, inputs) => {
    // when
    const problems = await check(inputs);

    // then
    expect(problems).toEqual([]);
  });

  it.each([
    ['a required input', { to: 'ann' }, 'error jobInputMissing', "input 'subject' of step 'tell'"],
    ['an empty required input', { to: 'ann', subject: '' }, 'error jobInputMissing', "'subject'"],
    ['one of several inputs', { subject: 'x' }, 'error jobInputMissing', "'to' or 'group'"],
    ['an allowed value', { ...enough, kind: 'odd' }, 'error jobInputInvalid', 'mild, loud'],
    ['a number', { ...enough, times: 'twice' }, 'error jobInputInvalid', 'a number'],
    ['true or false', { ...enough, isLate: 'no' }, 'error jobInputInvalid', 'true or false'],
    ['a duration', { ...enough, within: '5 min' }, 'error jobInputInvalid', 'a duration'],
    ['a name it knows', { ...enough, subjct: 'x' }, 'warning jobInputUnknown', "got 'subjct'"],
  ])('want %s', async (_what, inputs, rule, message) => {
    // when
    const problems = await check(inputs);

    // then
    expect(problems.map((problem) => problem.rule)).toEqual([rule]);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.message).toContain("'a'");
  });

  it.each([
    ['of another type', { type: 'charge' }],
    ['of an external worker', { type: 'tell', worker: 'external' }],
    ['of another task queue', { type: 'tell', taskQueue: 'elsewhere' }],
  ])('are not those %s', async (_what, job) => {
    // when
    const problems = await check({ anything: '1' }, job);

    // then
    expect(problems).toEqual([]);
  });
});
