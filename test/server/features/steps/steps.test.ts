import { ApplicationFailure } from '@temporalio/common';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stepDescriptors, type StepDescriptor } from '../../../../server/contract/index.js';
import { steps } from '../../../../server/features/steps/all-steps.js';
import { createJobWorkers } from '../../../../server/features/steps/create-job-workers.js';
import { readInputs } from '../../../../server/features/steps/read-inputs.js';
import type { StepServices } from '../../../../server/features/steps/step-services.js';

const descriptor: StepDescriptor = {
  type: 'sample',
  name: 'Sample',
  description: '',
  inputs: [
    { name: 'who', type: 'textList', description: '' },
    { name: 'title', type: 'text', isRequired: true, description: '' },
    { name: 'kind', type: 'text', values: ['mild', 'loud'], default: 'mild', description: '' },
    { name: 'count', type: 'number', description: '' },
    { name: 'isLate', type: 'boolean', description: '' },
    { name: 'within', type: 'duration', description: '' },
    { name: 'body', type: 'any', description: '' },
  ],
  oneOf: [['who', 'count']],
  outputs: [],
};
const enough = { title: 'x', count: 1 };
const read = (variables: object) => readInputs(descriptor, 'tell', variables as never);

describe('inputs of a step', () => {
  it.each([
    ['constants', { who: 'a, b ,', title: 't', count: '3', isLate: 'true', within: 'PT1M30S' }],
    [
      'values of FEEL',
      {
        who: ['a', 'b'],
        title: 't',
        count: { '@feel': 'number', value: '3' },
        isLate: true,
        within: { '@feel': 'duration', value: 'PT90S' },
      },
    ],
  ])('are read from %s', (_what, variables) => {
    // when
    const inputs = read(variables);

    // then
    expect(inputs).toEqual({
      who: ['a', 'b'],
      title: 't',
      kind: 'mild',
      count: 3,
      isLate: true,
      within: 90_000,
      body: undefined,
    });
  });

  it.each([
    [{ count: 1 }, "expected a value for input 'title', but there is none"],
    [{ ...enough, title: '' }, "expected a value for input 'title', but there is none"],
    [{ title: 'x' }, "expected at least one of the inputs 'who', 'count', but none is given"],
    [{ ...enough, title: { a: 1 } }, "expected text for input 'title', but got a context"],
    [{ ...enough, who: [{}] }, "expected text or a list of texts for input 'who', but got a list"],
    [{ ...enough, kind: 'odd' }, "expected one of mild, loud for input 'kind', but got a string"],
    [{ ...enough, count: 'many' }, "expected a number for input 'count', but got a string"],
    [{ ...enough, isLate: 1 }, "expected true or false for input 'isLate', but got a number"],
    [{ ...enough, within: 'PT' }, "expected a duration such as PT30S for input 'within'"],
  ])('are refused with step, element and input: %j', (variables, message) => {
    // when
    const attempt = () => read(variables);

    // then
    expect(attempt).toThrow(`Step 'sample' at element 'tell': ${message}`);
  });
});

describe('the catalogue of steps', () => {
  it('has code for every descriptor, and no other', () => {
    expect(steps.map((step) => step.descriptor)).toEqual(stepDescriptors);
    expect(new Set(stepDescriptors.map(({ type }) => type)).size).toBe(stepDescriptors.length);
  });

  it('names only inputs that exist where one of several is needed', () => {
    for (const { inputs, oneOf = [] } of stepDescriptors) {
      const names = inputs.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(oneOf.flat()));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(stepDescriptors.filter(({ inputs }) => inputs.some(({ isRequired }) => isRequired)))(
    'fails for good where $type lacks an input',
    async ({ type }) => {
      // given
      const workers = createJobWorkers({} as StepServices);
      const request = { jobId: 'i:1', elementId: 'tell', jobType: type, variables: {} };

      // when
      const run = workers[type]?.({ instance: {} as never, ...request });

      // then
      await expect(run).rejects.toBeInstanceOf(ApplicationFailure);
      await expect(run).rejects.toMatchObject({
        nonRetryable: true,
        type: 'InvalidInput',
        message: expect.stringContaining(`Step '${type}' at element 'tell'`) as string,
      });
    },
  );

  it('is what the documentation says', () => {
    // given
    const document = readFileSync(path.resolve(__dirname, '../../../../docs/steps.md'), 'utf8');

    // when
    const rows = document
      .split('\n')
      .filter((line) => /^(## `|\| `)/.test(line))
      .map((line) => line.replaceAll(/\s*\|\s*/g, '|').trim());

    // then
    expect(rows).toEqual(stepDescriptors.flatMap(describeStep));
  });
});

function describeStep({ type, inputs, outputs }: StepDescriptor): string[] {
  return [
    `## \`${type}\``,
    ...inputs.map(({ name, type: kind, isRequired, values, default: fallback, description }) =>
      [
        '',
        `\`${name}\``,
        values === undefined ? kind : `${kind}: ${values.map((one) => `\`${one}\``).join(', ')}`,
        isRequired ? 'yes' : '',
        fallback === undefined || fallback === '' ? '' : `\`${fallback}\``,
        description,
        '',
      ].join('|'),
    ),
    ...outputs.map(({ name, type: kind, description }) =>
      ['', `\`${name}\``, kind, 'given', '', description, ''].join('|'),
    ),
  ];
}
