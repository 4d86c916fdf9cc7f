import { readFieldLabels } from '../../../../designer/features/inbox/field-labels.js';

describe('readFieldLabels', () => {
  it('finds the labels of fields, also within groups, and passes over what is no field', () => {
    // given
    const components = [
      { type: 'textfield', key: 'title', label: 'Short description' },
      { type: 'group', components: [{ type: 'radio', key: 'impact', label: 'Impact' }] },
      { type: 'text', text: 'Please read' },
      null,
    ];

    // when
    const labels = readFieldLabels(components);

    // then
    expect([...labels]).toEqual([
      ['title', 'Short description'],
      ['impact', 'Impact'],
    ]);
  });
});
