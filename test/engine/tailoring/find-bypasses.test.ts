import { compareModels, judge } from '../../../engine/tailoring/index.js';
import { sketchModel } from './sketch-model.js';

interface Edit {
  readonly nodes?: Readonly<Record<string, string>>;
  readonly flows: readonly string[];
  readonly properties?: Readonly<Record<string, Readonly<Record<string, string | boolean>>>>;
}

const nodes = {
  s: 'startEvent',
  a: 'userTask',
  m: 'userTask',
  b: 'userTask',
  e: 'endEvent',
};
const flows = ['f0: s > a', 'f1: a > m', 'f2: m > b', 'f3: b > e'];
const guidelines = { m: [{ kind: 'mandatory' as const }] };

function findBypassed(standard: Edit, tailored: Edit): readonly string[] {
  const base = sketchModel({ nodes, guidelines, ...standard });
  const copy = sketchModel({ nodes, ...tailored });
  return judge(compareModels(base, copy), base)
    .filter(({ kind }) => kind === 'bypassed')
    .map(({ differenceId, rule, verdict }) => `${verdict} ${rule} ${differenceId}`);
}

describe('a mandatory element', () => {
  it('is bypassed by a flow that leaves it out', () => {
    const tailored = { flows: ['f0: s > a', 'f1: a > b', 'f2: m > b', 'f3: b > e'] };
    expect(findBypassed({ flows }, tailored)).toEqual(['forbidden unreachable bypassed:m']);
  });

  it('is bypassed by a second way beside it', () => {
    const properties = { a: { default: 'f1' } };
    const tailored = { flows: [...flows, 'n: a > b if quick'], properties };
    expect(findBypassed({ flows, properties }, tailored)).toEqual([
      'forbidden bypassed bypassed:m',
    ]);
  });

  it('is bypassed by an inserted gateway with a way to the end', () => {
    const tailored = {
      nodes: { ...nodes, g: 'exclusiveGateway', z: 'endEvent' },
      flows: [
        'f0: s > a',
        'f1: a > g',
        'n1: g > m',
        'n2: g > z if quick',
        'f2: m > b',
        'f3: b > e',
      ],
    };
    expect(findBypassed({ flows }, tailored)).toEqual(['forbidden bypassed bypassed:m']);
  });

  it('is bypassed by an interrupting event on a step before it, but not by one that does not interrupt', () => {
    // given
    const withTimer = { ...nodes, t: 'boundaryEvent:timer^a', z: 'endEvent' };
    const edit = { nodes: withTimer, flows: [...flows, 'n: t > z'] };

    // then
    expect(findBypassed({ flows }, edit)).toEqual(['forbidden bypassed bypassed:m']);
    expect(
      findBypassed({ flows }, { ...edit, properties: { t: { interrupting: false } } }),
    ).toEqual([]);
  });

  it('is bypassed for one of several ways that lead to it', () => {
    // given
    const two = { ...nodes, t: 'boundaryEvent:timer^a', u: 'boundaryEvent:timer^b', c: 'task' };
    const standard = {
      nodes: two,
      flows: ['f0: s > a', 'f1: a > b', 'f3: b > e', 't1: t > m', 'u1: u > m', 'f2: m > c'],
    };

    // when
    const tailored = { ...standard, flows: standard.flows.map((f) => f.replace('t > m', 't > c')) };

    // then
    expect(findBypassed(standard, tailored)).toEqual(['forbidden bypassed bypassed:m']);
  });

  it('is not bypassed by steps inserted before or after it', () => {
    const tailored = {
      nodes: { ...nodes, y: 'task', z: 'task' },
      flows: ['f0: s > a', 'f1: a > y', 'n1: y > m', 'f2: m > z', 'n2: z > b', 'f3: b > e'],
    };
    expect(findBypassed({ flows }, tailored)).toEqual([]);
  });

  it('is not bypassed by a parallel branch beside it', () => {
    const tailored = {
      nodes: { ...nodes, g: 'parallelGateway', z: 'task' },
      flows: ['f0: s > a', 'f1: a > g', 'n1: g > m', 'n2: g > z', 'f2: m > b', 'f3: b > e'],
    };
    expect(findBypassed({ flows }, tailored)).toEqual([]);
  });

  it('is bypassed by a parallel branch that ends everything', () => {
    const tailored = {
      nodes: { ...nodes, g: 'parallelGateway', z: 'endEvent:terminate' },
      flows: ['f0: s > a', 'f1: a > g', 'n1: g > m', 'n2: g > z', 'f2: m > b', 'f3: b > e'],
    };
    expect(findBypassed({ flows }, tailored)).toEqual(['forbidden bypassed bypassed:m']);
  });

  it('is bypassed by an event that cuts it short', () => {
    // given
    const cut = { ...nodes, t: 'boundaryEvent:timer^m' };
    const tailored = { nodes: cut, flows: [...flows, 'n: t > b'] };

    // then
    expect(findBypassed({ flows }, tailored)).toEqual(['forbidden bypassed bypassed:m']);
    expect(findBypassed(tailored, tailored)).toEqual([]);
  });

  it('may stay passable where the standard lets it be passed by', () => {
    // given
    const standard = {
      flows: [...flows, 'q: a > b if quick'],
      properties: { a: { default: 'f1' } },
    };

    // when
    const tailored = {
      ...standard,
      nodes: { ...nodes, y: 'task' },
      flows: ['f0: s > y', 'n: y > a', ...standard.flows.slice(1)],
    };

    // then
    expect(findBypassed(standard, tailored)).toEqual([]);
  });

  it('is not bypassed by a loop back', () => {
    const tailored = {
      nodes: { ...nodes, g: 'exclusiveGateway' },
      flows: [
        'f0: s > a',
        'f1: a > g',
        'n1: g > m',
        'n2: g > a if again',
        'f2: m > b',
        'f3: b > e',
      ],
    };
    expect(findBypassed({ flows }, tailored)).toEqual([]);
  });

  it('makes the sub-process around it mandatory as well', () => {
    // given
    const nested = { ...nodes, m: 'userTask@u', u: 'subProcess', i: 'startEvent@u' };
    const standard = {
      nodes: nested,
      flows: ['f0: s > a', 'f1: a > u', 'f2: u > b', 'f3: b > e', 'g: i > m'],
    };

    // when
    const tailored = {
      ...standard,
      flows: [...standard.flows, 'n: a > b if quick'],
      properties: { a: { default: 'f1' } },
    };

    // then
    expect(findBypassed(standard, tailored)).toEqual(['forbidden bypassed bypassed:u']);
  });
});
