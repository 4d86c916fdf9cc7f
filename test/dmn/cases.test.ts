import {
  type DecisionModel,
  evaluateDecision,
  inputsFromJson,
  storableJson,
} from '../../engine/dmn/index.js';
import { compileDmn } from '../../engine/dmn/parser/index.js';
import { type DecisionCase, readCaseFiles } from './case-files.js';

const options = { now: Date.UTC(2026, 0, 15, 12), zone: 'UTC' };

/** What a case yields, in the words of the case. */
function answer(model: DecisionModel, { target, input, rules }: DecisionCase) {
  const inputs = inputsFromJson(model, target, input);
  const { value, warnings, decisions, failure } = evaluateDecision(model, target, inputs, options);
  const fired = decisions
    .at(-1)
    ?.tables.at(-1)
    ?.rules.map(({ index }) => index);
  return {
    failure,
    value: storableJson(value),
    warnings: [...new Set(warnings.map(({ code }) => code))].sort(),
    rules: rules === undefined ? undefined : fired,
  };
}

describe('cases of decisions', () => {
  it.each(readCaseFiles().map((file) => [file.name, file] as const))(
    'answers as test/dmn/cases/%s says',
    async (_name, { model: xml, imports, cases }) => {
      // given
      const { model } = await compileDmn(xml, { imports });
      if (model === undefined) throw new TypeError('no model');

      // when
      const answers = cases.map((each) => ({ title: each.title, ...answer(model, each) }));

      // then
      const expected = cases.map(({ title, value, warnings, rules }) => ({
        title,
        failure: undefined,
        value,
        warnings: [...warnings].sort(),
        rules,
      }));
      expect(answers).toEqual(expected);
    },
  );
});
