import { compareModels, type Difference } from '../../../engine/tailoring/index.js';
import { sketchModel } from './sketch-model.js';

const chain = { s: 'startEvent', a: 'userTask', x: 'serviceTask', b: 'userTask', e: 'endEvent' };
const chainFlows = ['f0: s > a', 'f1: a > x', 'f2: x > b', 'f3: b > e'];
const standard = sketchModel({ nodes: chain, flows: chainFlows });

/** Ids of differences, each with what follows from it. */
function outline(differences: readonly Difference[]): unknown[] {
  return differences.map(({ differenceId, consequences }) =>
    consequences.length === 0 ? differenceId : [differenceId, ...outline(consequences)],
  );
}

describe('compareModels', () => {
  it('finds nothing between a model and itself', () => {
    expect(compareModels(standard, standard)).toEqual([]);
  });

  it.each([
    ['the flow before it', ['f0: s > a', 'f1: a > b', 'f3: b > e'], ['removed:f2', 'rewired:f1']],
    ['the flow after it', ['f0: s > a', 'f2: a > b', 'f3: b > e'], ['removed:f1', 'rewired:f2']],
    ['a new flow', ['f0: s > a', 'n: a > b', 'f3: b > e'], ['removed:f1', 'removed:f2', 'added:n']],
  ])('tells a removed step as one change if its place is closed by %s', (_, flows, followUps) => {
    // given
    const { x: _removed, ...nodes } = chain;

    // when
    const differences = compareModels(standard, sketchModel({ nodes, flows }));

    // then
    expect(differences.map(({ differenceId }) => differenceId)).toEqual(['removed:x']);
    const ids = differences[0]?.consequences.map(({ differenceId }) => differenceId) ?? [];
    expect([...ids].sort()).toEqual([...followUps].sort());
  });

  it('tells a removed step and the way that nobody closed', () => {
    // given
    const { x: _removed, ...nodes } = chain;

    // when
    const differences = compareModels(
      standard,
      sketchModel({ nodes, flows: ['f0: s > a', 'f3: b > e'] }),
    );

    // then
    expect(outline(differences)).toEqual([
      ['removed:x', 'removed:f1', 'removed:f2'],
      'disconnected:a>b',
    ]);
  });

  it('tells an inserted step as one change that names its flow', () => {
    // given
    const tailored = sketchModel({
      nodes: { ...chain, y: 'userTask' },
      flows: ['f0: s > a', 'f1: a > y', 'n: y > x', 'f2: x > b', 'f3: b > e'],
    });

    // when
    const differences = compareModels(standard, tailored);

    // then
    expect(outline(differences)).toEqual([['added:y', 'rewired:f1', 'added:n']]);
    expect(differences[0]).toMatchObject({ insertedIn: ['f1'], elementType: 'userTask' });
  });

  it('does not call a step inserted that works beside the flow', () => {
    // given
    const tailored = sketchModel({
      nodes: { ...chain, y: 'userTask' },
      flows: [...chainFlows, 'n1: a > y', 'n2: y > x'],
    });

    // when
    const [added] = compareModels(standard, tailored);

    // then
    expect(added?.differenceId).toBe('added:y');
    expect(added?.insertedIn).toBeUndefined();
  });

  it('tells a removed and an inserted step at the same place as two changes', () => {
    // given
    const { x: _removed, ...nodes } = chain;
    const flows = ['f0: s > a', 'f1: a > y', 'f2: y > b', 'f3: b > e'];

    // when
    const differences = compareModels(
      standard,
      sketchModel({ nodes: { ...nodes, y: 'task' }, flows }),
    );

    // then
    expect(outline(differences)).toEqual(['removed:x', ['added:y', 'rewired:f1', 'rewired:f2']]);
  });

  it('tells a flow that leads elsewhere', () => {
    // when
    const flows = ['f0: s > a', 'f1: a > b', 'f2: x > b', 'f3: b > e'];
    const differences = compareModels(standard, sketchModel({ nodes: chain, flows }));

    // then
    expect(outline(differences)).toEqual(['rewired:f1']);
    expect(differences[0]).toMatchObject({
      before: { source: 'a', target: 'x' },
      after: { source: 'a', target: 'b' },
    });
  });

  it('tells a flow drawn anew between the same ends as such', () => {
    // when
    const flows = ['f0: s > a', 'again: a > x', 'f2: x > b', 'f3: b > e'];
    const differences = compareModels(standard, sketchModel({ nodes: chain, flows }));

    // then
    expect(outline(differences)).toEqual([['redrawn:f1', 'removed:f1', 'added:again']]);
  });

  it('takes everything in a removed scope along', () => {
    // given
    const nodes = {
      ...chain,
      u: 'subProcess',
      i: 'startEvent@u',
      j: 'task@u',
      t: 'boundaryEvent:timer^u',
    };
    const flows = ['f0: s > a', 'f1: a > u', 'f2: u > b', 'f3: b > e', 'g: i > j'];
    const { x: _x, ...rest } = chain;

    // when
    const differences = compareModels(
      sketchModel({ nodes, flows }),
      sketchModel({
        nodes: { ...rest, x: chain.x },
        flows: ['f0: s > a', 'f1: a > b', 'f3: b > e'],
      }),
    );

    // then
    expect(differences.map(({ differenceId }) => differenceId)).toEqual(['removed:u']);
    expect(differences[0]?.consequences.map(({ differenceId }) => differenceId)).toEqual(
      expect.arrayContaining(['removed:i', 'removed:j', 'removed:t', 'removed:f2', 'rewired:f1']),
    );
  });

  it('tells an element of another type, with its properties, as replaced', () => {
    // when
    const differences = compareModels(
      standard,
      sketchModel({
        nodes: { ...chain, x: 'userTask' },
        flows: chainFlows,
        properties: { x: { form: 'f' } },
      }),
    );

    // then
    expect(outline(differences)).toEqual([['replaced:x', 'changed:x:form']]);
    expect(differences[0]).toMatchObject({ before: 'serviceTask', after: 'userTask' });
  });

  it('tells an element in another scope as moved, its flows along', () => {
    // given
    const nodes = { ...chain, u: 'subProcess' };
    const flows = ['f0: s > a', 'f1: a > x', 'f2: x > b', 'f3: b > e'];
    const inside = { ...nodes, x: 'serviceTask@u', b: 'userTask@u' };

    // when
    const differences = compareModels(
      sketchModel({ nodes, flows }),
      sketchModel({ nodes: inside, flows }),
    );

    // then
    expect(outline(differences)).toEqual(['moved:x', ['moved:b', 'moved:f2', 'moved:f3']]);
  });

  it('tells each changed property with both values', () => {
    // given
    const before = { x: { timer: 'PT1H', name: 'X' } };
    const after = { x: { timer: 'PT2H', form: 'f' } };

    // when
    const differences = compareModels(
      sketchModel({ nodes: chain, flows: chainFlows, properties: before }),
      sketchModel({ nodes: chain, flows: chainFlows, properties: after }),
    );

    // then
    expect(differences).toMatchObject([
      { differenceId: 'changed:x:form', after: 'f' },
      { differenceId: 'changed:x:name', before: 'X' },
      { differenceId: 'changed:x:timer', before: 'PT1H', after: 'PT2H', elementName: 'X' },
    ]);
    expect(differences[0]).not.toHaveProperty('before');
    expect(differences[1]).not.toHaveProperty('after');
  });

  it('tells a clock that is gone as one change', () => {
    // given
    const clock = { 'clock.c.target': 'PT4H', 'clock.c.calendar': 'b', 'clock.c.breach': '1' };

    // when
    const differences = compareModels(
      sketchModel({ nodes: chain, flows: chainFlows, properties: { a: clock } }),
      standard,
    );

    // then
    expect(outline(differences)).toEqual([
      [
        'clockRemoved:a:clock.c',
        'changed:a:clock.c.breach',
        'changed:a:clock.c.calendar',
        'changed:a:clock.c.target',
      ],
    ]);
  });
});

describe('compareModels at a gateway', () => {
  const nodes = {
    s: 'startEvent',
    g: 'exclusiveGateway',
    x: 'task',
    y: 'task',
    m: 'exclusiveGateway',
    e: 'endEvent',
  };
  const flows = [
    'f0: s > g',
    'fx: g > x if hot',
    'fy: g > y',
    'gx: x > m',
    'gy: y > m',
    'f9: m > e',
  ];
  const properties = { g: { default: 'fy' } };
  const gateway = sketchModel({ nodes, flows, properties });
  const { x: _x, ...withoutX } = nodes;
  const { y: _y, ...withoutY } = nodes;

  it('keeps a removal clean if the flow that is left carries the condition', () => {
    // when
    const tailored = sketchModel({
      nodes: withoutX,
      flows: ['f0: s > g', 'gx: g > m if hot', 'fy: g > y', 'gy: y > m', 'f9: m > e'],
      properties,
    });

    // then
    expect(compareModels(gateway, tailored).map((one) => one.differenceId)).toEqual(['removed:x']);
  });

  it('tells a condition that got lost when a step was taken out', () => {
    // when
    const tailored = sketchModel({
      nodes: withoutX,
      flows: ['f0: s > g', 'gx: g > m', 'fy: g > y', 'gy: y > m', 'f9: m > e'],
      properties,
    });

    // then
    expect(compareModels(gateway, tailored)).toMatchObject([
      { differenceId: 'removed:x' },
      { differenceId: 'changed:gx:condition', before: 'hot' },
    ]);
  });

  it('takes a default along that leads where it led', () => {
    // when
    const tailored = sketchModel({
      nodes: withoutY,
      flows: ['f0: s > g', 'fx: g > x if hot', 'gy: g > m', 'gx: x > m', 'f9: m > e'],
      properties: { g: { default: 'gy' } },
    });
    const differences = compareModels(gateway, tailored);

    // then
    expect(differences.map((one) => one.differenceId)).toEqual(['removed:y']);
    expect(outline(differences)[0]).toContain('changed:g:default');
  });

  it('tells a default that leads elsewhere', () => {
    // when
    const tailored = sketchModel({ nodes, flows, properties: { g: { default: 'fx' } } });

    // then
    expect(outline(compareModels(gateway, tailored))).toEqual(['changed:g:default']);
  });

  it('tells conditions that are asked in another order', () => {
    // when
    const before = sketchModel({ nodes, flows, properties: { g: { order: 'fx,fy' } } });
    const after = sketchModel({ nodes, flows, properties: { g: { order: 'fy,fx' } } });

    // then
    expect(outline(compareModels(before, after))).toEqual(['changed:g:order']);
  });
});
