import fc from 'fast-check';

import { loadLibrary } from '../../../definitions/index.js';
import {
  checkTailoring,
  compareModels,
  type TailoringElement,
  type TailoringModel,
} from '../../../engine/tailoring/index.js';
import { readBpmn } from './read-bpmn.js';
import '../../support/property-runs.js';

type Edit = (elements: Record<string, TailoringElement>, pick: number, value: string) => void;

let standard: TailoringModel;

beforeAll(async () => {
  const { processes } = await loadLibrary();
  standard = await readBpmn(processes[0]?.xml ?? '');
});

function pickFrom(
  elements: Record<string, TailoringElement>,
  pick: number,
  test: (element: TailoringElement) => boolean,
): TailoringElement | undefined {
  const candidates = Object.values(elements).filter(test);
  return candidates[pick % Math.max(1, candidates.length)];
}

const isFlow = ({ type }: TailoringElement): boolean => type === 'sequenceFlow';
const isNode = (element: TailoringElement): boolean =>
  !isFlow(element) && element.type !== 'process';

const edits: Record<string, Edit> = {
  removeAndClose: (elements, pick) => {
    const node = pickFrom(elements, pick, isNode);
    const after = Object.values(elements).find(({ source }) => source === node?.id);
    if (node === undefined) return;
    for (const one of Object.values(elements)) {
      if (one.target !== node.id) continue;
      if (after?.target === undefined) delete elements[one.id];
      else elements[one.id] = { ...one, target: after.target };
    }
    if (after !== undefined) delete elements[after.id];
    delete elements[node.id];
  },
  rewire: (elements, pick, value) => {
    const flow = pickFrom(elements, pick, isFlow);
    const target = pickFrom(elements, value.length * 7 + pick, isNode);
    if (flow !== undefined && target !== undefined) {
      elements[flow.id] = { ...flow, target: target.id };
    }
  },
  change: (elements, pick, value) => {
    const element = pickFrom(elements, pick, () => true);
    const property = Object.keys(element?.properties ?? {})[pick % 3];
    if (element === undefined || property === undefined) return;
    elements[element.id] = { ...element, properties: { ...element.properties, [property]: value } };
  },
  retype: (elements, pick) => {
    const node = pickFrom(elements, pick, isNode);
    if (node !== undefined) elements[node.id] = { ...node, type: 'manualTask' };
  },
  insert: (elements, pick, value) => {
    const flow = pickFrom(elements, pick, isFlow);
    const id = `new-${pick}`;
    if (flow === undefined || elements[id] !== undefined) return;
    const scope = flow.scope ?? '';
    const type = value.length % 2 === 0 ? 'userTask' : 'exclusiveGateway';
    elements[id] = { id, type, scope, properties: {} };
    const end = flow.target ?? '';
    elements[flow.id] = { ...flow, target: id };
    elements[`${id}-out`] = {
      id: `${id}-out`,
      type: 'sequenceFlow',
      scope,
      source: id,
      target: end,
      properties: {},
    };
  },
};

const steps = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(edits)),
    fc.nat(200),
    fc.constantFrom('PT1H', 'PT5H', 'PT99H', '0.8', 'first-line', 'second-line', 'other form'),
  ),
  { minLength: 1, maxLength: 3 },
);

function tailor(list: readonly (readonly [string, number, string])[]): TailoringModel {
  const elements = { ...standard.elements };
  for (const [name, pick, value] of list) edits[name]?.(elements, pick, value);
  return { elements, guidelines: {} };
}

/** Everything that a deployable tailoring must have kept. */
function listBroken(tailored: TailoringModel): readonly string[] {
  return Object.entries(standard.guidelines).flatMap(([id, guidelines]) =>
    guidelines.flatMap(({ id: guidelineId, kind, property }) => {
      if (kind !== 'mandatory') return [];
      const before = standard.elements[id];
      const after = tailored.elements[id];
      const isKept =
        property === undefined
          ? after?.type === before?.type && after?.scope === before?.scope
          : JSON.stringify(after?.properties[property]) ===
            JSON.stringify(before?.properties[property]);
      return isKept ? [] : [guidelineId];
    }),
  );
}

describe('a tailoring that may be deployed', () => {
  it('keeps everything mandatory, whatever was edited and whatever reasons are given', () => {
    let deployable = 0;
    fc.assert(
      fc.property(steps, (list) => {
        // given
        const tailored = tailor(list);
        const ids = compareModels(standard, tailored).map((one) => one.differenceId);
        const reasons = Object.fromEntries(ids.map((id) => [id, 'because']));

        // when
        const { isDeployable, differences } = checkTailoring(standard, tailored, reasons);

        // then
        if (!isDeployable) return;
        if (differences.length > 0) deployable += 1;
        expect(listBroken(tailored)).toEqual([]);
      }),
      { numRuns: 250, seed: 11 },
    );
    // The edits must not be so wild that the rule is never put to the test.
    expect(deployable).toBeGreaterThan(10);
  });
});
