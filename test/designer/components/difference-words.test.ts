import { listRules } from '../../../engine/tailoring/index.js';
import {
  describeConsequence,
  describeDifference,
  describeProperty,
} from '../../../designer/components/difference-words.js';
import { toWords } from '../../../designer/components/to-words.js';
import { fieldGroups } from '../../../designer/features/modeler/properties/field-groups.js';
import { createTranslator } from '../../../designer/i18n/create-translator.js';
import { enLate } from '../../../designer/i18n/en-late.js';
import { addLateTexts } from '../../../designer/i18n/late-texts.js';

const translator = createTranslator();
const { t } = translator;

beforeAll(() => addLateTexts(translator));

describe('names of properties', () => {
  it.each([
    ['clock.first-line.target', 'Target of clock First line'],
    ['clock.first-line', 'Clock First line'],
    ['clock.first-line.breach.escalationCode', 'Escalation when clock First line is breached'],
    ['clock.first-line.pause.wait', 'Pause of clock First line'],
    ['clockCommand.resolve.enter', 'Command to clock Resolve on entering'],
    ['io.input.orderId', 'Input “orderId”'],
    ['io.output.a.b', 'Output “a.b”'],
    ['event.message.correlationKey', 'Correlation key of the message'],
    ['event.error.structureRef', 'Setting “Structure ref” of the event'],
    ['multiInstance.noneBehaviorEventRef', 'Setting “None behavior event ref” of the repetition'],
    ['attribute.startQuantity', 'Tokens it takes to begin'],
    ['attribute.someThing', 'Setting “Some thing”'],
    ['extension.zeebe:taskDefinition', 'Extension “zeebe:taskDefinition”'],
    ['timer#2', 'Time (2)'],
  ])('says %s as %s', (property, words) => {
    // given
    const name = property;

    // when
    const described = describeProperty(name, t);

    // then
    expect(described).toBe(words);
  });

  it('knows every property that the panel can change by a name of its own', () => {
    // given
    const properties = fieldGroups.flatMap(({ fields }) => fields.map(({ property }) => property));

    // when
    const unnamed = properties.filter((property) =>
      /Setting|\./.test(describeProperty(property, t)),
    );

    // then
    expect(unnamed).toEqual([]);
  });

  it.each([
    ['first-line', 'First line'],
    ['firstLine', 'First line'],
    ['', ''],
  ])('turns the id %s into words', (id, words) => {
    // given
    const given = id;

    // when
    const turned = toWords(given);

    // then
    expect(turned).toBe(words);
  });
});

describe('sentences of rules', () => {
  it('has one for every rule of the engine and no other', () => {
    // given
    const rules = listRules();

    // when
    const told = Object.keys(enLate.differences.rules);

    // then
    expect(told.toSorted()).toEqual([...rules].sort());
  });

  it('names the property in words and keeps what the rule says', () => {
    // given
    const params = { element: 'Investigate', property: 'clock.first-line.target', range: ' to 4' };
    const message = "'clock.first-line.target' of 'Investigate' may change to 4.";

    // when
    const line = describeDifference({ rule: 'configuredWithinRange', message, params }, t);

    // then
    expect(line).toBe('Target of clock First line of “Investigate” may change to 4.');
  });

  it('falls back to the sentence of the engine for a rule it does not know', () => {
    // given
    const message = 'Something new.';

    // when
    const line = describeDifference({ rule: 'brandNew', message }, t);

    // then
    expect(line).toBe('Something new.');
  });

  it('tells what follows from a difference by its kind', () => {
    // given
    const change = { kind: 'changed', elementId: 'fork', property: 'order' };

    // when
    const lines = [
      describeConsequence(change, t),
      describeConsequence({ kind: 'removed', elementId: 'a', elementName: 'Inform CAB' }, t),
    ];

    // then
    expect(lines).toEqual([
      'Order of the conditions of “fork” changes',
      '“Inform CAB” is left out',
    ]);
  });
});
