import { compileDmn } from '../../../engine/dmn/parser/index.js';
import type { ModelProblem, NamedDecisions } from '../../contract/index.js';
import type { CompiledDecisions } from './decision-versions.js';

export interface CompiledFiles {
  readonly compiled: readonly CompiledDecisions[];
  readonly problems: readonly ModelProblem[];
}

/** Compiles DMN files that are deployed together: each may import the others. */
export async function compileDecisions(files: readonly NamedDecisions[]): Promise<CompiledFiles> {
  const compiled: CompiledDecisions[] = [];
  const problems: ModelProblem[] = [];
  for (const file of files) {
    const imports = files.filter((other) => other !== file).map(({ xml }) => xml);
    const result = await compileDmn(file.xml, { imports });
    if (result.model !== undefined) compiled.push({ file, model: result.model });
    for (const { params, ...problem } of result.problems) {
      const line = typeof params['line'] === 'number' ? { line: params['line'] } : {};
      problems.push({ file: file.name, ...line, ...problem, params: { ...params } });
    }
  }
  return { compiled, problems };
}
