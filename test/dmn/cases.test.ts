import { evaluateDecision, inputsFromJson, storableJson } from '../../engine/dmn/index.js';
import { compileDmn } from '../../engine/dmn/parser/index.js';
import { readCaseFiles } from './case-files.js';

const now = Date.UTC(2026, 0, 15, 12);

describe.each(readCaseFiles().map((file) => [file.name, file] as const))('%s', (_name, file) => {
  const compiling = compileDmn(file.model, { imports: file.imports });

  it.each(file.cases.map((each) => [each.title, each] as const))('%s', async (_title, each) => {
    // given
    const { model } = await compiling;
    if (model === undefined) throw new TypeError('no model');
    const inputs = inputsFromJson(model, each.target, each.input);

    // when
    const result = evaluateDecision(model, each.target, inputs, { now, zone: 'UTC' });

    // then
    const { value, warnings, decisions, failure } = result;
    const codes = [...new Set(warnings.map(({ code }) => code))].sort();
    const fired = decisions
      .at(-1)
      ?.tables.at(-1)
      ?.rules.map(({ index }) => index);
    expect({ failure, value: storableJson(value), warnings: codes }).toEqual({
      failure: undefined,
      value: each.value,
      warnings: [...each.warnings].sort(),
    });
    if (each.rules !== undefined) expect(fired).toEqual(each.rules);
  });
});
