import type { DecisionModel } from '../../engine/dmn/index.js';
import { compileDmn } from '../../engine/dmn/parser/index.js';

/** Models of DMN files in which nothing is wrong. */
export async function compileDecisions(
  files: readonly { readonly name: string; readonly xml: string }[],
): Promise<readonly DecisionModel[]> {
  const models: DecisionModel[] = [];
  for (const { name, xml } of files) {
    const { model, problems } = await compileDmn(xml);
    if (model === undefined || problems.length > 0)
      throw new RangeError(`${name}: ${problems.map(({ message }) => message).join('; ')}`);
    models.push(model);
  }
  return models;
}
