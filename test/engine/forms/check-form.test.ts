import { checkForm, listFields } from '../../../engine/forms/index.js';

describe('checkForm', () => {
  it('finds nothing wrong with a form that can be obeyed', () => {
    const components = [
      { type: 'text', id: 't', text: '# Hello' },
      { type: 'textfield', id: 'a', key: 'a', validate: { pattern: '^x+$', maxLength: '=1 + 2' } },
      { type: 'textfield', id: 'b', key: 'a', readonly: true },
      { type: 'group', components: [{ type: 'number', id: 'c', key: 'c' }] },
    ];
    expect(checkForm({ components })).toEqual([]);
  });

  it.each([
    ['unknownType', { type: 'filepicker', id: 'x', key: 'x' }],
    ['missingKey', { type: 'textfield', id: 'x' }],
    ['badPattern', { type: 'textfield', id: 'x', key: 'x', validate: { pattern: '(?<=a)b' } }],
    ['badExpression', { type: 'textfield', id: 'x', key: 'x', conditional: { hide: '=a +' } }],
    ['badExpression', { type: 'number', id: 'x', key: 'x', validate: { min: '=]' } }],
    ['badExpression', { type: 'select', id: 'x', key: 'x', valuesExpression: '=[' }],
  ])('reports %s, in groups too', (rule, component) => {
    const components = [{ type: 'group', components: [component] }];
    expect(checkForm({ components })).toMatchObject([{ rule, fieldId: 'x' }]);
  });

  it('reports two fields that write the same value', () => {
    const components = ['one', 'two'].map((id) => ({ type: 'textfield', id, key: 'same' }));
    expect(checkForm({ components })).toMatchObject([{ rule: 'duplicateKey', fieldId: 'two' }]);
  });

  it('reports what is no form', () => {
    expect(checkForm({})).toMatchObject([{ rule: 'noComponents' }]);
    expect(checkForm('form')).toMatchObject([{ rule: 'noComponents' }]);
  });
});

describe('listFields', () => {
  it('lists fields with their paths, the ones in groups and rows included', () => {
    // given
    const components = [
      { type: 'textfield', id: 'a', key: 'a', label: 'A', validate: { required: true } },
      {
        type: 'group',
        path: 'g',
        conditional: { hide: '=x' },
        components: [{ type: 'number', id: 'n', key: 'n', readonly: true }],
      },
      { type: 'dynamiclist', path: 'l', components: [{ type: 'checkbox', id: 'c', key: 'c' }] },
      { type: 'separator', id: 's' },
    ];

    // then
    expect(listFields({ components })).toEqual([
      {
        field: 'a',
        fieldId: 'a',
        type: 'textfield',
        label: 'A',
        isRequired: true,
        isReadOnly: false,
        isConditional: false,
      },
      expect.objectContaining({ field: 'g.n', isReadOnly: true, isConditional: true }),
      expect.objectContaining({ field: 'l[].c', isConditional: false }),
    ]);
  });
});
