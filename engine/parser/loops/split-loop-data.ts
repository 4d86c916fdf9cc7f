import type { ProgramData, ProgramElement, ProgramMapping } from '../../model/program.js';
import type { LoopDefinition } from './read-loop.js';

type DataOf = Pick<ProgramElement, 'inputs' | 'outputs' | 'data'>;

/**
 * Which of an activity's data are those of its loop: a data input that holds the collection and a data output that
 * takes the results, with what leads there and away. Everything else belongs to each repetition.
 */
export function splitLoopData(
  { inputs, outputs, data }: ProgramElement,
  { collectionInput, collectionOutput }: LoopDefinition,
): { readonly loop: DataOf; readonly repeated: DataOf } {
  const feeds = ({ target }: ProgramMapping) => target === collectionInput;
  const takes = ({ needs }: ProgramMapping) =>
    collectionOutput !== undefined && needs?.includes(collectionOutput) === true;
  const collection = inputs.filter(feeds);
  const results = outputs.filter(takes);
  const loopData: ProgramData = {
    locals: collectionInput === undefined ? [] : [collectionInput],
    inputSets: collectionInput === undefined || collection.length === 0 ? [] : [[collectionInput]],
    outputSets: [],
    results: collectionOutput === undefined ? [] : [collectionOutput],
    states: [],
  };
  const hasData = loopData.locals.length + loopData.results.length > 0;
  const own = data === undefined ? undefined : without(data, collectionInput, collectionOutput);
  return {
    loop: { inputs: collection, outputs: results, ...(hasData ? { data: loopData } : {}) },
    repeated: {
      inputs: inputs.filter((mapping) => !feeds(mapping)),
      outputs: outputs.filter((mapping) => !takes(mapping)),
      ...(own === undefined ? {} : { data: own }),
    },
  };
}

function without(
  { locals, inputSets, outputSets, results, states }: ProgramData,
  ...names: readonly (string | undefined)[]
): ProgramData {
  const others = (list: readonly string[]) => list.filter((name) => !names.includes(name));
  return {
    locals: others(locals),
    inputSets: inputSets.map(others),
    outputSets: outputSets.map(others),
    results: others(results),
    states,
  };
}
