import type { Program } from '../../engine/index.js';
import { compileBpmn, type Problem } from '../../engine/parser/index.js';

/** The program of a model with one process; fails the test if the model has errors. */
export async function compileOne(xml: string): Promise<Program> {
  const { programs, problems } = await compileBpmn(xml);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [program] = programs;
  if (program === undefined) throw new TypeError('Expected one program but got none');
  return program;
}

/** Rule and element of every problem, for instance `error jobTypeMissing a`. */
export async function problemsOf(xml: string, formIds?: readonly string[]): Promise<string[]> {
  const { problems } = await compileBpmn(xml, formIds === undefined ? {} : { formIds });
  return problems.map(summarize);
}

function summarize({ severity, rule, elementId }: Problem): string {
  return [severity, rule, ...(elementId === undefined ? [] : [elementId])].join(' ');
}
