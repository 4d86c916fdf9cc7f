import type { ProgramFlow } from '../model/program.js';
import type { DraftFlow } from './draft-model.js';
import type { ModelReader } from './model-reader.js';

export function compileFlow(flow: DraftFlow, reader: ModelReader): ProgramFlow {
  const { index, id, name, source, target, condition: text } = flow;
  const condition =
    text === undefined ? undefined : reader.expression({ id, name }, 'condition', text);
  return {
    index,
    id,
    source: source.index,
    target: target.index,
    ...(condition === undefined ? {} : { condition }),
  };
}
