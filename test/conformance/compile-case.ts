import { compileDmn } from '../../engine/dmn/parser/index.js';
import type { DecisionModel } from '../../engine/dmn/index.js';
import { compileBpmn } from '../../engine/parser/index.js';
import type { ConformanceCase } from './cases.js';
import { ScriptFailedError } from './errors.js';
import type { Deployable } from './run-case.js';

/** Compiles the files of a case. */
export async function compileCase(
  each: Pick<ConformanceCase, 'readXml' | 'readDecisions'>,
): Promise<Deployable> {
  const { programs, problems } = await compileBpmn(each.readXml());
  requireNone(problems);
  const decisions = new Map<string, DecisionModel>();
  for (const [file, xml] of each.readDecisions()) {
    const compiled = await compileDmn(xml);
    requireNone(compiled.problems);
    if (compiled.model !== undefined) decisions.set(file, compiled.model);
  }
  return { programs, decisions };
}

function requireNone(
  problems: readonly { readonly severity: string; readonly message: string }[],
): void {
  const error = problems.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw new ScriptFailedError(error.message);
}
