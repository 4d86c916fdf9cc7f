/**
 * @jest-environment jsdom
 * @jest-environment-options {"customExportConditions": ["node", "require", "default"]}
 */
import fc from 'fast-check';
import path from 'node:path';

import { loadLibrary } from '../../../definitions/index.js';
import { listFields, validateForm } from '../../../engine/forms/index.js';
import type { JsonValue, Variables } from '../../../engine/index.js';
import '../../support/property-runs.js';

/** The part of form-js' viewer that this test uses; its bundle has no types of its own. */
interface Viewer {
  importSchema(schema: object, data: object): Promise<unknown>;
  submit(): { data: Variables; errors: Record<string, string[]> };
  destroy(): void;
}

const bundle = path.resolve('node_modules/@bpmn-io/form-js/dist/form-viewer.umd.js');
const { Form } = jest.requireActual<{
  Form: new (options: { container: HTMLElement }) => Viewer;
}>(bundle);

/** What form-js answers in a browser when a person submits the form with these values. */
async function submitInViewer(schema: object, data: Variables) {
  const container = document.createElement('div');
  document.body.append(container);
  const viewer = new Form({ container });
  await viewer.importSchema(schema, data);
  // Fields register when they are rendered.
  await new Promise((resolve) => setTimeout(resolve, 15));
  const answer = viewer.submit();
  viewer.destroy();
  container.remove();
  return answer;
}

async function compare(schema: object, data: Variables): Promise<void> {
  // when
  const viewer = await submitInViewer(schema, data);
  const own = validateForm(schema, data, { now: Date.UTC(2026, 10, 21), zone: 'UTC' });

  // then
  const readOnly = listFields(schema).filter(({ isReadOnly }) => isReadOnly);
  const locked = new Set(readOnly.map(({ field }) => field));
  const submitted = Object.entries(viewer.data).filter(([key, value]) => {
    return !locked.has(key) && value !== undefined;
  });
  expect({
    data: own.data,
    wrong: [...new Set(own.problems.map(({ fieldId }) => fieldId))].sort(),
  }).toEqual({ data: Object.fromEntries(submitted), wrong: Object.keys(viewer.errors).sort() });
}

const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const field = (type: string, key: string, rest: Record<string, unknown> = {}) => ({
  type,
  key,
  id: `id-${key}`,
  ...rest,
});

const everything = {
  type: 'default',
  schemaVersion: 19,
  components: [
    field('textfield', 'text', { validate: { required: true, minLength: 2, maxLength: 4 } }),
    field('textarea', 'area', { validate: { maxLength: 3 } }),
    field('textfield', 'pattern', { validate: { pattern: '^[ab]+$' } }),
    field('textfield', 'email', { validate: { validationType: 'email' } }),
    field('number', 'number', { validate: { min: 1, max: 3 }, decimalDigits: 1, increment: 0.5 }),
    field('number', 'needed', { validate: { required: true } }),
    field('checkbox', 'checkbox', { validate: { required: true } }),
    field('radio', 'radio', { values: options, validate: { required: true } }),
    field('select', 'select', { values: options, defaultValue: 'b' }),
    field('checklist', 'checklist', { values: options, validate: { required: true } }),
    field('taglist', 'taglist', { values: options }),
    field('datetime', 'date', { subtype: 'date', dateLabel: 'Date', validate: { required: true } }),
    field('textfield', 'extra', {
      conditional: { hide: '=radio != "a"' },
      validate: { required: true },
    }),
    field('textfield', 'locked', { disabled: true, validate: { required: true } }),
  ],
};

const texts = fc.constantFrom('', 'a', 'ab', 'abcd', 'abcde', ' ab ', 'b@c.d', 'b@', 'äö');
const answers = fc.record(
  {
    text: texts,
    area: texts,
    pattern: texts,
    email: texts,
    number: fc.constantFrom<JsonValue>(null, 0, 0.5, 1, 1.25, 2.5, 3, 3.5),
    needed: fc.constantFrom<JsonValue>(null, 0, 7),
    checkbox: fc.boolean(),
    radio: fc.constantFrom<JsonValue>('a', 'b', null),
    select: fc.constantFrom<JsonValue>('a', null),
    checklist: fc.subarray(['a', 'b']),
    taglist: fc.subarray(['a', 'b']),
    date: fc.constantFrom<JsonValue>(null, '2026-11-30', '2024-02-29'),
    extra: texts,
  },
  { requiredKeys: [] },
);

describe('validateForm and form-js', () => {
  it('agree on every kind of field', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (data) => {
        await compare(everything, data);
      }),
      { numRuns: 12, seed: 7 },
    );
  }, 60_000);

  it('agree on the shipped forms, empty and filled in', async () => {
    // given
    const filled: Variables = {
      title: 'Salaries',
      description: 'x',
      contact: 'c',
      observedAt: '2026-11-02T08:40+01:00',
      reportedFor: 'Not A Name',
      category: 'software',
      impact: 'high',
      urgency: 'low',
      securitySuspected: true,
      firstLineOutcome: 'second-line',
      restoredBy: 'workaround',
      confirmation: 'not-restored',
      resolution: 'short',
    };
    const { processes } = await loadLibrary();

    // then
    for (const { schema } of processes.flatMap(({ forms }) => forms)) {
      await compare(schema, {});
      await compare(schema, filled);
    }
  }, 60_000);
});
