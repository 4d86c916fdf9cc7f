import type { Program } from '../model/program.js';
import {
  type Budget,
  type Exploration,
  explore,
  firingRule,
  type Found,
  pathTo,
} from './explore.js';
import type { RawFinding } from './findings.js';
import type { FiringRule } from './firing.js';
import { type Marking, type Move, type Net, placesOf } from './net.js';

/** Repetitions after which growth is taken for endless. */
const repetitions = 3;

/**
 * Whether tokens can grow in number without end: a run that comes back to a marking it has been at, with tokens beside
 * it, and can be repeated from there with the same effect.
 */
export function findUnbounded(program: Program, whole: Net, budget: Budget): readonly RawFinding[] {
  const net: Net = { ...whole, isPrompt: true };
  const exploration = explore(net, budget, true);
  const firings = firingRule(net);
  for (const at of exploration.unsafe) {
    const growth = growthBefore(exploration, firings, at);
    if (growth === undefined) continue;
    const { places, lead, loop } = growth;
    const flows = places.flatMap((place) => flowOf(net, place));
    const elements = places.flatMap((place) => elementOf(program, net, place));
    const moves = [...lead, ...loop].flatMap(({ mode }) => mode.moves);
    const repeated = loop.flatMap(({ mode }) => mode.moves).length;
    return [{ kind: 'unboundedTokens', variant: 'growing', elements, flows, moves, repeated }];
  }
  return [];
}

interface Growth {
  /** Where the tokens become more. */
  readonly places: readonly number[];
  readonly lead: readonly Found[];
  readonly loop: readonly Found[];
}

function growthBefore(
  exploration: Exploration,
  firings: FiringRule,
  at: number,
): Growth | undefined {
  const { markings, found } = exploration;
  const marking = markings[at] ?? '';
  for (let step = found[at]; step !== undefined; step = found[step.from]) {
    const before = markings[step.from] ?? '';
    const places = surplus(marking, before);
    if (places === undefined || places.length === 0) continue;
    const path = pathTo(exploration, at);
    const { length } = pathTo(exploration, step.from);
    const loop = path.slice(length);
    if (canRepeat(firings, marking, loop, places)) {
      return { places: [...new Set(places)], lead: path.slice(0, length), loop };
    }
  }
  return undefined;
}

/** What a marking has more than another one; nothing if it has less somewhere. */
function surplus(marking: Marking, before: Marking): readonly number[] | undefined {
  const rest = placesOf(marking);
  for (const place of placesOf(before)) {
    const at = rest.indexOf(place);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  return rest;
}

function canRepeat(
  firings: FiringRule,
  from: Marking,
  loop: readonly Found[],
  growth: readonly number[],
): boolean {
  let marking = from;
  for (let round = 0; round < repetitions; round += 1) {
    const before = marking;
    for (const { node, mode } of loop) {
      const firing = firings
        .from(marking)
        .find((each) => each.node === node && isSameWay(each.mode.moves, mode.moves));
      if (firing === undefined) return false;
      marking = firing.next;
    }
    const grown = surplus(marking, before);
    if (grown?.join() !== growth.join()) return false;
  }
  return true;
}

function isSameWay(left: readonly Move[], right: readonly Move[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function flowOf(net: Net, place: number): readonly number[] {
  const flow = net.places[place]?.flow ?? -1;
  return flow < 0 ? [] : [flow];
}

function elementOf(program: Program, net: Net, place: number): readonly number[] {
  const { element = -1, flow = -1 } = net.places[place] ?? {};
  if (element >= 0) return [element];
  const target = program.flows[flow]?.target ?? -1;
  return target < 0 ? [] : [target];
}
