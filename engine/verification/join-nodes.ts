import type { ComplexGatewayAttributes } from '../elements/gateways/complex-gateway.js';
import type { UpstreamAttributes, Ways } from '../elements/gateways/upstream.js';
import type { ProgramElement } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import type { NetBuilder } from './build-net.js';
import type { ComplexPhases, Mode, NetNode } from './net.js';
import { knownValue, waysOut } from './ways-out.js';

/** A gateway that several flows lead to, if it waits for more than one of them. */
export function joinNode(builder: NetBuilder, element: ProgramElement): NetNode | undefined {
  const { type, index, incoming } = element;
  const consume = incoming.map((flow) => builder.places.flow(flow));
  if (type === 'parallelGateway') return builder.node(index, consume, builder.leave(element));
  if (type === 'inclusiveGateway') {
    const node = builder.node(index, consume, builder.leave(element));
    return { ...node, join: 'inclusive' };
  }
  if (type !== 'complexGateway') return undefined;
  return {
    ...builder.node(index, consume, []),
    join: 'complex',
    complex: phasesOf(builder, element),
  };
}

/** For joins that wait for what can still come, once all places are known. */
export function withWays(builder: NetBuilder, node: NetNode): NetNode {
  if (node.join === 'all') return node;
  const { flowWays, elementWays } = builder.program.elements[node.element]
    ?.attributes as unknown as UpstreamAttributes;
  const ways = new Map<number, Ways>();
  builder.places.places.forEach(({ flow, element }, place) => {
    const found = element >= 0 ? elementWays[element] : flowWays[flow];
    if (found !== undefined) ways.set(place, found);
  });
  return { ...node, ways };
}

function phasesOf(builder: NetBuilder, element: ProgramElement): ComplexPhases {
  const { program, places } = builder;
  const { activationCondition } = element.attributes as unknown as ComplexGatewayAttributes;
  const ids = element.incoming.map((flow) => program.flows[flow]?.id ?? '');
  const namesOf = (counts: readonly number[], isReset: boolean): Variables => ({
    activationCount: counts.reduce((sum, count) => sum + count, 0),
    activationCounts: Object.fromEntries(ids.map((id, at) => [id, counts[at] ?? 0])),
    waitingForStart: !isReset,
  });
  return {
    active: places.add({ element: element.index, live: [element.index] }),
    received: element.incoming.map(() => places.add({})),
    isActivated: (counts) => knownValue(activationCondition, namesOf(counts, false)),
    modesOf: (counts, isReset) => sendings(builder, element, namesOf(counts, isReset), isReset),
  };
}

/** With the reset there need not be a flow to take. */
function sendings(
  { program, places }: NetBuilder,
  element: ProgramElement,
  names: Variables,
  isReset: boolean,
): readonly Mode[] {
  const { sets, isChoice } = waysOut(program, element, names);
  const { index } = element;
  const isNone = isReset && (sets.length === 0 || (isChoice && element.defaultFlow < 0));
  const all = isNone ? [...sets, []] : sets;
  return all.map((flows) => ({
    produce: flows.map((flow) => places.flow(flow)),
    live: [index],
    moves: isChoice ? [{ type: 'choose', element: index, flows }] : [],
  }));
}
