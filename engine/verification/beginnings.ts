import type { EventBasedGatewayAttributes } from '../elements/gateways/event-based-gateway.js';
import type { ScopeAttributes } from '../elements/containers/sub-process.js';
import type { ProgramElement } from '../model/program.js';
import type { NetBuilder } from './build-net.js';
import type { Mode, Move } from './net.js';
import { elementAt } from './scope-model.js';

/** In which ways the content of a scope can begin. */
export function beginningsOf(builder: NetBuilder): readonly Mode[] {
  const { program, scope } = builder;
  if (scope.type === 'process' && program.startEvents.length > 0) {
    return program.startEvents.flatMap(({ elementId }) => beginAt(builder, elementId));
  }
  if (scope.type !== 'eventSubProcess') return [beginInside(builder, [])];
  const starts = program.elements.filter(
    ({ type, scope: around }) => type === 'startEvent' && around === scope.index,
  );
  return starts.map((start) => beginWith(builder, [start.index], []));
}

function beginWith(
  { places }: NetBuilder,
  elements: readonly number[],
  moves: readonly Move[],
): Mode {
  return { produce: elements.map((index) => places.element(index)), live: [], moves };
}

/** At the none start event, or everywhere that no flow leads to. */
function beginInside(builder: NetBuilder, moves: readonly Move[]): Mode {
  const { innerStart, attributes } = builder.scope;
  const { implicitStarts = [] } = attributes as ScopeAttributes;
  return beginWith(builder, innerStart >= 0 ? [innerStart] : implicitStarts, moves);
}

function beginAt(builder: NetBuilder, elementId: string): readonly Mode[] {
  const { program } = builder;
  const entry = program.elements.find(({ id, scope }) => id === elementId && scope === 0);
  if (entry === undefined) return [beginInside(builder, [{ type: 'start', element: -1 }])];
  const start: Move = { type: 'start', element: entry.index };
  if (entry.type === 'startEvent') return [beginWith(builder, [entry.index], [start])];
  const gateways = gatewaysBefore(builder, entry);
  const others = gateways.flatMap((gateway) => awaited(builder, gateway, entry));
  return builder.occurred(entry).map((mode) => ({
    ...mode,
    produce: [...mode.produce, ...others],
    live: [...mode.live, ...gateways.map(({ index }) => index)],
    moves: [start, ...mode.moves.filter(({ type }) => type !== 'occur')],
  }));
}

/** Behind a gateway at the beginning, one event of each such gateway is part of the beginning. */
function gatewaysBefore(
  { program, scope }: NetBuilder,
  entry: ProgramElement,
): readonly ProgramElement[] {
  const { startGateways = [] } = scope.attributes as ScopeAttributes;
  const sources = entry.incoming.map((flow) => program.flows[flow]?.source ?? -1);
  const isBehind = sources.some((source) => startGateways.includes(source));
  return isBehind ? startGateways.map((index) => elementAt(program, index)) : [];
}

function awaited(
  builder: NetBuilder,
  gateway: ProgramElement,
  entry: ProgramElement,
): readonly number[] {
  const { program, places } = builder;
  const targets = gateway.outgoing.map((flow) => program.flows[flow]?.target ?? -1);
  const { isParallel } = gateway.attributes as EventBasedGatewayAttributes;
  const others = targets.filter((target) => target !== entry.index);
  if (isParallel === true) return others.map((target) => places.element(target));
  return others.length < targets.length ? [] : [places.element(gateway.index)];
}
