import type { JsonValue } from '../../../engine/index.js';
import { formatFormMessage, validateForm } from '../../../engine/forms/index.js';

/** Saturday 21 November 2026, 23:30 in Amsterdam. */
const now = Date.UTC(2026, 10, 21, 22, 30);
const options = { now, zone: 'Europe/Amsterdam' };

type Field = Readonly<Record<string, JsonValue>>;

function field(type: string, key: string, rest: Field = {}): Field {
  return { type, key, id: `id-${key}`, label: `Label of ${key}`, ...rest };
}

function check(components: readonly Field[], data: unknown, variables?: Record<string, JsonValue>) {
  const surroundings = variables === undefined ? options : { ...options, variables };
  const result = validateForm({ components }, data, surroundings);
  return { data: result.data, rules: result.problems.map((one) => `${one.field}: ${one.rule}`) };
}

/** The rules that a single field breaks. */
function rulesOf(component: Field, value: JsonValue | undefined): readonly string[] {
  const data = value === undefined ? {} : { x: value };
  return check([{ key: 'x', ...component }], data).rules.map((rule) => rule.replace('x: ', ''));
}

describe('validateForm', () => {
  it('drops what no field asks for', () => {
    expect(check([field('textfield', 'a')], { a: '1', b: '2', __proto__: 3 })).toEqual({
      data: { a: '1' },
      rules: [],
    });
  });

  it('gives every visible field a value, as forms do', () => {
    // given
    const fields = [
      'textfield',
      'textarea',
      'number',
      'checkbox',
      'checklist',
      'radio',
      'datetime',
    ];

    // when
    const { data } = check(
      [
        ...fields.map((type) => field(type, type)),
        field('select', 'chosen', { defaultValue: 'b', values: [{ value: 'b', label: 'B' }] }),
      ],
      {},
    );

    // then
    expect(data).toEqual({
      textfield: '',
      textarea: '',
      number: null,
      checkbox: false,
      checklist: [],
      radio: null,
      datetime: null,
      chosen: 'b',
    });
  });

  it('does not take over what is only shown', () => {
    // given
    const fields = [
      field('textfield', 'shown', { readonly: true }),
      field('textfield', 'off', { disabled: true, validate: { required: true } }),
      field('textfield', 'locked', { readonly: '=isClosed' }),
    ];
    const sent = { shown: 'forged', off: 'forged', locked: 'forged' };

    // then
    expect(check(fields, sent, { isClosed: true })).toEqual({ data: {}, rules: [] });
    expect(check(fields, sent, { isClosed: false }).data).toEqual({ locked: 'forged' });
  });

  it.each([
    ['textfield', undefined],
    ['textfield', ''],
    ['textarea', '   '],
    ['number', null],
    ['checkbox', false],
    ['checklist', []],
    ['datetime', null],
  ])('demands a required %s that is %j', (type, value) => {
    expect(rulesOf({ type, validate: { required: true } }, value)).toEqual(['required']);
    expect(rulesOf({ type }, value)).toEqual([]);
  });

  it.each<[string, JsonValue, string]>([
    ['textfield', 7, 'type'],
    ['textarea', ['a'], 'type'],
    ['number', '7', 'type'],
    ['number', true, 'type'],
    ['checkbox', 'true', 'type'],
    ['checklist', 'a', 'type'],
    ['radio', { value: 'a' }, 'option'],
    ['datetime', 7, 'date'],
  ])('refuses a %s that is %j', (type, value, rule) => {
    const values = [{ value: 'a', label: 'A' }];
    expect(rulesOf({ type, values, validate: { required: true } }, value)).toEqual([rule]);
  });

  it.each<[Field, JsonValue, readonly string[]]>([
    [{ min: 2, max: 4 }, 2, []],
    [{ min: 2, max: 4 }, 1.999, ['min']],
    [{ min: 2, max: 4 }, 4.001, ['max']],
    [{ min: '=1 + 1' }, 1, ['min']],
    [{ max: '10' }, 11, ['max']],
  ])('limits numbers by %j: %j', (validate, value, rules) => {
    expect(rulesOf({ type: 'number', validate }, value)).toEqual(rules);
  });

  it.each<[Field, JsonValue, readonly string[]]>([
    [{ decimalDigits: 0 }, 3, []],
    [{ decimalDigits: 0 }, 3.5, ['decimals']],
    [{ decimalDigits: 2 }, 1e-7, ['decimals']],
    [{ increment: 0.1 }, 0.3, []],
    [{ increment: '0.25' }, 0.3, ['step']],
    [{ serializeToString: true }, '12345678901234567890.5', []],
    [{ serializeToString: true }, 12, ['type']],
    [{ serializeToString: true }, 'twelve', ['type']],
  ])('counts decimals of numbers by %j: %j', (rest, value, rules) => {
    expect(rulesOf({ type: 'number', ...rest }, value)).toEqual(rules);
  });

  it.each<[Field, string, readonly string[]]>([
    [{ minLength: 3 }, ' ab ', ['minLength']],
    [{ maxLength: 3 }, ' abc ', []],
    [{ maxLength: 3 }, 'abcd', ['maxLength']],
    [{ pattern: '^[A-Z]{2}\\d+$' }, 'AB12', []],
    [{ pattern: '^[A-Z]{2}\\d+$' }, 'ab12', ['pattern']],
    [{ pattern: '\\d' }, 'somewhere 1 digit', []],
    [{ pattern: '(?=x)' }, 'x', ['pattern']],
    [{ validationType: 'email' }, 'rita@demo.example', []],
    [{ validationType: 'email' }, 'rita@', ['email']],
    [{ validationType: 'phone' }, '+31201234567', []],
    [{ validationType: 'phone' }, '020', ['phone']],
  ])('checks texts by %j: %s', (validate, value, rules) => {
    expect(rulesOf({ type: 'textfield', validate }, value)).toEqual(rules);
  });

  it('matches patterns in linear time', () => {
    // given
    const validate = { pattern: '^(a+)+$' };

    // when
    const start = performance.now();
    const rules = rulesOf({ type: 'textfield', validate }, `${'a'.repeat(20_000)}!`);

    // then
    expect(rules).toEqual(['pattern']);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it.each<[Field, JsonValue, readonly string[]]>([
    [{ subtype: 'date' }, '2026-11-30', []],
    [{ subtype: 'date' }, '2026-11-31', ['date']],
    [{ subtype: 'date' }, '2026-11-30T10:00', ['date']],
    [{ subtype: 'date', disallowPassedDates: true }, '2026-11-21', []],
    [{ subtype: 'date', disallowPassedDates: true }, '2026-11-20', ['pastDate']],
    [{ subtype: 'time' }, '14:30', []],
    [{ subtype: 'time' }, '14:30+01:00', []],
    [{ subtype: 'time' }, '24:30', ['time']],
    [{ subtype: 'datetime' }, '2026-11-30T14:30', []],
    [{ subtype: 'datetime' }, '2026-11-30T14:30Z', []],
    [{ subtype: 'datetime' }, '2026-11-30T14:30:15+01:00', []],
    [{ subtype: 'datetime' }, '2026-11-30', ['dateTime']],
    [{ subtype: 'datetime' }, '2026-02-29T14:30', ['dateTime']],
  ])('checks dates and times by %j: %s', (rest, value, rules) => {
    expect(rulesOf({ type: 'datetime', ...rest }, value)).toEqual(rules);
  });

  it('knows the options of the form, of the data and of expressions', () => {
    // given
    const fields = [
      field('select', 'fixed', {
        values: [{ value: 'a', label: 'A' }, { label: 'b' }, 'c'] as never,
      }),
      field('radio', 'given', { valuesKey: 'services' }),
      field('taglist', 'computed', { valuesExpression: '=for s in services return s + "!"' }),
    ];
    const variables = { services: ['mail', 'web'] };

    // then
    const right = { fixed: 'b', given: 'web', computed: ['mail!', 'web!'] };
    expect(check(fields, right, variables)).toEqual({ data: right, rules: [] });
    const wrong = { fixed: 'd', given: 'fax', computed: ['mail!', 'web'] };
    expect(check(fields, wrong, variables).rules).toEqual([
      'fixed: option',
      'given: option',
      'computed: option',
    ]);
  });

  it('drops a hidden field and does not check it', () => {
    // given
    const hidden = { conditional: { hide: '=outcome != "other"' }, validate: { required: true } };
    const fields = [field('textfield', 'outcome'), field('textfield', 'why', hidden)];

    // then
    expect(check(fields, { outcome: 'done', why: 'forged' })).toEqual({
      data: { outcome: 'done' },
      rules: [],
    });
    expect(check(fields, { outcome: 'other' }).rules).toEqual(['why: required']);
  });

  it('does not let a hidden field decide what else is seen', () => {
    // given
    const fields = [
      field('checkbox', 'a'),
      field('checkbox', 'b', { conditional: { hide: '=not(a)' } }),
      field('textfield', 'c', { conditional: { hide: '=b != true' } }),
    ];

    // then
    expect(check(fields, { a: false, b: true, c: 'forged' }, { b: true }).data).toEqual({
      a: false,
    });
    expect(check(fields, { a: true, b: true, c: 'seen' }).data).toEqual({
      a: true,
      b: true,
      c: 'seen',
    });
  });

  it('shows a field whose condition cannot be evaluated', () => {
    const fields = [field('textfield', 'a', { conditional: { hide: '=nobody + ]' } })];
    expect(check(fields, { a: 'x' }).data).toEqual({ a: 'x' });
  });

  it('nests groups and keys with dots', () => {
    // given
    const fields = [
      { type: 'group', path: 'contact', components: [field('textfield', 'phone.home')] },
      { type: 'group', components: [field('textfield', 'plain')] },
    ] as unknown as Field[];
    const sent = { contact: { phone: { home: '1', forged: '2' }, forged: '3' }, plain: '4' };

    // then
    expect(check(fields, sent).data).toEqual({ contact: { phone: { home: '1' } }, plain: '4' });
  });

  it('checks every row of a repeated group', () => {
    // given
    const list = {
      type: 'dynamiclist',
      path: 'items',
      id: 'list',
      components: [
        field('textfield', 'name', { validate: { required: true } }),
        field('textfield', 'note', { conditional: { hide: '=name = "a"' } }),
      ],
    } as unknown as Field;

    // when
    const { data, rules } = check([list], { items: [{ name: 'a', note: 'x' }, { note: 'y' }] });

    // then
    expect(data).toEqual({ items: [{ name: 'a' }, { name: '', note: 'y' }] });
    expect(rules).toEqual(['items[1].name: required']);
    expect(check([list], {}).data).toEqual({ items: [] });
    expect(check([list], { items: 'no list' }).rules).toEqual(['items: type']);
    expect(check([list], { items: Array(1_001).fill({ name: 'a' }) }).rules).toEqual([
      'items: rows',
    ]);
  });

  it('computes expressions itself, whatever was sent', () => {
    const fields = [field('number', 'a'), field('expression', 'b', { expression: '=a * 2' })];
    expect(check(fields, { a: 3, b: 7 }).data).toEqual({ a: 3, b: 6 });
  });

  it('survives data and forms that are nothing of the kind', () => {
    expect(validateForm(undefined, 'text', options)).toEqual({ data: {}, problems: [] });
    expect(validateForm({ components: [null, 7, {}] }, [], options).problems).toEqual([]);
  });

  it('cannot be used to reach into objects', () => {
    // when
    const keys = ['__proto__.polluted', 'constructor.prototype.polluted', 'toString'];
    const data = JSON.parse('{"__proto__":{"polluted":"a"},"toString":"b"}') as unknown;
    const result = check(
      keys.map((key) => field('textfield', key)),
      data,
    );

    // then
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.hasOwn(result.data, 'toString')).toBe(true);
  });

  it('says what is wrong in words, with the label', () => {
    // when
    const fields = [
      field('textfield', 'a', { validate: { maxLength: 2 } }),
      field('textfield', 'b', {
        validate: { pattern: '^x', patternErrorMessage: 'Begin with x.' },
      }),
    ];
    const { problems } = validateForm({ components: fields }, { a: 'abc', b: 'y' }, options);

    // then
    expect(problems).toEqual([
      {
        field: 'a',
        fieldId: 'id-a',
        rule: 'maxLength',
        message: "'Label of a' must have at most 2 characters.",
        params: { label: 'Label of a', maxLength: 2 },
      },
      expect.objectContaining({ rule: 'pattern', message: 'Begin with x.' }),
    ]);
    expect(formatFormMessage('required', { label: 'Name' })).toBe("'Name' must be filled in.");
  });
});
