import type { ProgramElement } from '../model/program.js';
import type { NetBuilder } from './build-net.js';
import type { Mode, Move, NetNode } from './net.js';
import { elementAt, hasDefinition, isFromOutside } from './scope-model.js';
import { catchersOf, thrownBy, uncaught } from './throws.js';

/** What can happen to an element while it keeps its token, beside its completion. */
export function borderNodes(
  builder: NetBuilder,
  host: ProgramElement,
  place: number,
): readonly NetNode[] {
  const thrown = thrownEvents(builder, host);
  const events = builder.program.elements.filter(
    (event) => event.attachedTo === host.index && !hasDefinition(event, 'compensate'),
  );
  const border = events.flatMap((event) => {
    const move = moveOf(builder, host, event, thrown);
    if (move === undefined) return [];
    const isWaited = move.type === 'occur' && builder.restsAt(host) === 'sometimes';
    const moves: readonly Move[] = isWaited
      ? [{ type: 'rest', element: host.index }, move]
      : [move];
    return [borderNode(builder, event, place, moves)];
  });
  return [...border, ...thrownOutside(builder, host, place, thrown)];
}

function borderNode(
  builder: NetBuilder,
  event: ProgramElement,
  place: number,
  before: readonly Move[],
): NetNode {
  const modes = builder.leave(event, before);
  if (event.isInterrupting) return builder.node(event.index, [place], modes);
  const going = modes.map((mode) => ({ ...mode, produce: [place, ...mode.produce] }));
  return builder.node(event.index, [place], going);
}

/** How the event comes to occur; never, if nothing throws what it catches and there is no time for it. */
function moveOf(
  builder: NetBuilder,
  host: ProgramElement,
  event: ProgramElement,
  thrown: ReadonlyMap<number, number>,
): Move | undefined {
  const canWait = builder.restsAt(host) !== 'never';
  if (isFromOutside(event) && canWait) return { type: 'occur', element: event.index };
  if (!thrown.has(event.index)) return undefined;
  return builder.contents.has(host.index)
    ? { type: 'inside', element: host.index, event: event.index }
    : { type: 'throw', element: host.index, event: event.index };
}

/** By catching event, what throws: the work of the element, or something inside it. */
function thrownEvents(
  { program, contents }: NetBuilder,
  host: ProgramElement,
): ReadonlyMap<number, number> {
  const own = thrownBy(host).flatMap((thrown) => catchersOf(program, host, thrown));
  return new Map([
    ...own.map((event): [number, number] => [event, host.index]),
    ...(contents.get(host.index)?.throws ?? []),
  ]);
}

/** Caught further outside, or nowhere. */
function thrownOutside(
  builder: NetBuilder,
  host: ProgramElement,
  place: number,
  thrown: ReadonlyMap<number, number>,
): readonly NetNode[] {
  const isInside = builder.contents.has(host.index);
  return [...thrown].flatMap(([event, thrower]): NetNode[] => {
    const move: Move = isInside
      ? { type: 'inside', element: host.index, event }
      : { type: 'throw', element: host.index, event };
    const live = builder.startedBy([event]);
    if (event === uncaught) {
      const mode: Mode = { produce: [], exit: { event, thrower }, live, moves: [move] };
      return [builder.node(host.index, [place], [mode])];
    }
    const { attachedTo, isInterrupting } = elementAt(builder.program, event);
    if (attachedTo === host.index) return [];
    const mode: Mode = isInterrupting
      ? { produce: [], exit: builder.exitTo(event), live, moves: [move] }
      : { produce: [place], live, moves: [move] };
    return [builder.node(host.index, [place], [mode])];
  });
}
