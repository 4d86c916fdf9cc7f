import fc from 'fast-check';

import {
  applyDifferences,
  compareModels,
  flattenDifferences,
  type TailoringElement,
  type TailoringModel,
} from '../../../engine/tailoring/index.js';
import { runsOf } from '../../support/property-runs.js';

const nodeIds = ['a', 'b', 'c', 'd', 'u', 'v'];
const flowIds = ['f', 'g', 'h', 'i', 'j', 'k'];
const nodeTypes = ['userTask', 'serviceTask', 'exclusiveGateway', 'endEvent', 'startEvent:timer'];
const propertyNames = [
  'name',
  'timer',
  'default',
  'order',
  'clock.c.target',
  'clock.c.breach',
  'io',
];

const value = fc.oneof(
  fc.constantFrom('PT1H', 'PT2H', 'f', 'g', 'f,g', 'h'),
  fc.integer({ min: 0, max: 3 }),
  fc.record({ $type: fc.constant('x:y'), list: fc.array(fc.boolean(), { maxLength: 2 }) }),
);
const properties = fc.dictionary(fc.constantFrom(...propertyNames), value, { maxKeys: 4 });

const node = (id: string): fc.Arbitrary<TailoringElement> => {
  const isScope = id === 'u' || id === 'v';
  return fc
    .record({
      type: isScope
        ? fc.constantFrom('subProcess', 'eventSubProcess')
        : fc.constantFrom(...nodeTypes),
      scope:
        id === 'u'
          ? fc.constant('p')
          : id === 'v'
            ? fc.constantFrom('p', 'u')
            : fc.constantFrom('p', 'u', 'v'),
      host: fc.option(fc.constantFrom('a', 'b'), { nil: undefined, freq: 5 }),
      properties,
    })
    .map(({ type, scope, host, properties: own }) => ({
      id,
      type,
      scope,
      ...(host === undefined || host === id ? {} : { attachedTo: host }),
      properties: own,
    }));
};

const flow = (id: string): fc.Arbitrary<TailoringElement> =>
  fc.record({
    id: fc.constant(id),
    type: fc.constant('sequenceFlow'),
    scope: fc.constantFrom('p', 'u'),
    source: fc.constantFrom(...nodeIds, ''),
    target: fc.constantFrom(...nodeIds, ''),
    properties: fc.dictionary(fc.constantFrom('name', 'condition'), fc.constantFrom('x', 'y')),
  });

const model: fc.Arbitrary<TailoringModel> = fc
  .tuple(
    fc.subarray(nodeIds).chain((ids) => fc.tuple(...ids.map(node))),
    fc.subarray(flowIds).chain((ids) => fc.tuple(...ids.map(flow))),
    properties,
  )
  .map(([nodes, flows, own]) => {
    const process: TailoringElement = { id: 'p', type: 'process', properties: own };
    const elements = [process, ...nodes, ...flows].map((one) => [one.id, one] as const);
    return { elements: Object.fromEntries(elements), guidelines: {} };
  });

describe('applyDifferences', () => {
  it('leads from any model to any other by their differences', () => {
    fc.assert(
      fc.property(model, model, (before, after) => {
        expect(applyDifferences(before, compareModels(before, after)).elements).toEqual(
          after.elements,
        );
      }),
      { numRuns: runsOf(150) },
    );
  });

  it('finds no difference between equal models', () => {
    fc.assert(
      fc.property(model, (one) => {
        expect(compareModels(one, structuredClone(one))).toEqual([]);
      }),
    );
  });

  it('gives every difference an id of its own', () => {
    fc.assert(
      fc.property(model, model, (before, after) => {
        const all = flattenDifferences(compareModels(before, after));
        const ids = all.map(({ differenceId }) => differenceId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: runsOf(60) },
    );
  });

  it('does not touch the model it starts from', () => {
    fc.assert(
      fc.property(model, model, (before, after) => {
        const copy = structuredClone(before);
        applyDifferences(before, compareModels(before, after));
        expect(before).toEqual(copy);
      }),
    );
  });
});
