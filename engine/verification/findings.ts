import type { Program } from '../model/program.js';
import { doomedMarkings, type Exploration, overfullPlaces } from './explore.js';
import { type Marking, type Move, type Net, type NetNode, placesOf } from './net.js';
import type { Region } from './regions.js';
import type { Runs } from './runs.js';
import { uncaught } from './throws.js';

export type FindingKind =
  'deadlock' | 'lackOfSynchronization' | 'deadElement' | 'improperCompletion' | 'unboundedTokens';

/** What is wrong, by positions in the program. */
export interface RawFinding {
  readonly kind: FindingKind;
  /** Tells findings of one kind apart: a text of its own for each. */
  readonly variant: 'joins' | 'endless' | 'merge' | 'repeated' | 'dead' | 'error' | 'growing';
  readonly elements: readonly number[];
  readonly flows: readonly number[];
  /** Left out if nothing leads there, or what leads there is not known. */
  readonly moves?: readonly Move[];
  /** The last so many moves can be repeated without end. */
  readonly repeated?: number;
}

/** What is wrong in one region of a net. */
export function findIn(program: Program, runs: Runs, region: Region): readonly RawFinding[] {
  const exploration = runs.explorations.get(region);
  if (exploration === undefined) return [];
  return [
    ...(runs.canOutlast ? findDeadlocks(program, runs, region, exploration) : []),
    ...findOverfull(program, runs, region, exploration),
    ...findImproper(runs, region, exploration),
  ];
}

function findDeadlocks(
  program: Program,
  runs: Runs,
  region: Region,
  exploration: Exploration,
): readonly RawFinding[] {
  const { markings, edges, net } = exploration;
  const doomed = doomedMarkings(exploration);
  if (doomed.length === 0) return [];
  const isGoingOn = new Set(edges.map(({ from }) => from));
  const known = new Set<number>();
  const findings: RawFinding[] = [];
  const stuck = doomed.filter((at) => !isGoingOn.has(at));
  for (const at of stuck) {
    const elements = waitingAt(program, net, markings[at] ?? '');
    if (elements.every((element) => known.has(element))) continue;
    elements.forEach((element) => known.add(element));
    findings.push({
      kind: 'deadlock',
      variant: 'joins',
      elements,
      flows: [],
      ...atMarking(runs, region, at),
    });
  }
  return [...findings, ...findEndless(program, runs, region, exploration, { doomed, stuck })];
}

/** What goes on for ever without a way to the end. */
function findEndless(
  program: Program,
  runs: Runs,
  region: Region,
  { markings, edges, net }: Exploration,
  { doomed, stuck }: { readonly doomed: readonly number[]; readonly stuck: readonly number[] },
): readonly RawFinding[] {
  const before: number[][] = markings.map(() => []);
  for (const { from, to } of edges) before[to]?.push(from);
  const stopping = new Set(stuck);
  const open = [...stuck];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const previous of before[at] ?? []) {
      if (stopping.has(previous)) continue;
      stopping.add(previous);
      open.push(previous);
    }
  }
  const endless = doomed.filter((at) => !stopping.has(at));
  const [first] = endless;
  if (first === undefined) return [];
  const elements = unique(endless.flatMap((at) => waitingAt(program, net, markings[at] ?? '')));
  return [
    {
      kind: 'deadlock',
      variant: 'endless',
      elements,
      flows: [],
      ...atMarking(runs, region, first),
    },
  ];
}

/** The elements that tokens wait at or are on their way to. */
function waitingAt(program: Program, net: Net, marking: Marking): readonly number[] {
  const open = placesOf(marking).filter((place) => !net.finals.has(place));
  return unique(
    open.flatMap((at) => {
      const place = net.places[at];
      if (place === undefined) return [];
      if (place.element >= 0) return [place.element];
      return program.flows[place.flow]?.target ?? [];
    }),
  );
}

function findOverfull(
  program: Program,
  runs: Runs,
  region: Region,
  { net, markings, unsafe }: Exploration,
): readonly RawFinding[] {
  const first = new Map<number, number>();
  for (const at of unsafe) {
    for (const place of overfullPlaces(net, markings[at] ?? '')) {
      if (!first.has(place)) first.set(place, at);
    }
  }
  const causes = [...first].map(([place, at]) => ({ place: mergeBefore(net, place), at }));
  const merges = causes.flatMap(({ place, at }) =>
    place === undefined ? [] : [[place, at] as const],
  );
  const told = merges.length > 0 ? merges : [...first];
  const findings = told.map(([place, at]): RawFinding => {
    const { element = -1, flow = -1 } = net.places[place] ?? {};
    const merge = merges.length > 0 ? mergingElement(net, place) : undefined;
    const elements = [merge ?? (element >= 0 ? element : (program.flows[flow]?.source ?? -1))];
    const variant = merges.length > 0 ? 'merge' : 'repeated';
    const flows = flow >= 0 ? [flow] : flowsBetween(program, merge, element);
    const moves = atMarking(runs, region, at);
    return { kind: 'lackOfSynchronization', variant, elements, flows, ...moves };
  });
  return onePerElement(findings);
}

/** Where several ways come together on which tokens come to the place; nothing if there is a single one. */
function mergeBefore(net: Net, place: number): number | undefined {
  const seen = new Set<number>();
  for (let at: number | undefined = place; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const target: number = at;
    const ways = net.nodes.filter(
      ({ consume, modes }) =>
        !consume.includes(target) && modes.some(({ produce }) => produce.includes(target)),
    );
    if (ways.length > 1 || ways.some((node) => sendsSeveral(node, target))) return at;
    const [before] = ways[0]?.consume ?? [];
    at = before !== undefined && net.passing.has(before) ? before : undefined;
  }
  return undefined;
}

/** The gateway that lets tokens through to the place, if all come by it. */
function mergingElement({ nodes }: Net, place: number): number | undefined {
  const before = nodes.filter(
    ({ consume, modes }) =>
      !consume.includes(place) && modes.some(({ produce }) => produce.includes(place)),
  );
  const elements = new Set(before.map(({ element }) => element));
  return before.length > 1 && elements.size === 1 ? before[0]?.element : undefined;
}

function flowsBetween({ flows }: Program, from: number | undefined, to: number): readonly number[] {
  const found = flows.filter(({ source, target }) => source === from && target === to);
  return found.map(({ index }) => index);
}

/** It is one split that leads there several times. */
function sendsSeveral({ modes }: NetNode, place: number): boolean {
  return modes.some(({ produce }) => produce.indexOf(place) !== produce.lastIndexOf(place));
}

function onePerElement(findings: readonly RawFinding[]): readonly RawFinding[] {
  const known = new Set<number>();
  return findings.filter(({ elements: [element = -1] }) => {
    if (known.has(element)) return false;
    known.add(element);
    return true;
  });
}

/** An error that nothing catches ends the process while other tokens are under way. */
function findImproper(
  runs: Runs,
  region: Region,
  { net, ended }: Exploration,
): readonly RawFinding[] {
  const findings: RawFinding[] = [];
  for (const firing of ended) {
    const { exit } = firing;
    if (exit.event !== uncaught || exit.thrower === undefined) continue;
    const others = firing.others.filter((place) => !net.finals.has(place));
    if (others.length === 0) continue;
    const moves = runs.toFiring(region, firing);
    findings.push({
      kind: 'improperCompletion',
      variant: 'error',
      elements: [exit.thrower],
      flows: [],
      ...(moves === undefined ? {} : { moves }),
    });
  }
  return onePerElement(findings);
}

function atMarking(runs: Runs, region: Region, at: number): Pick<RawFinding, 'moves'> {
  const moves = runs.toMarking(region, at);
  return moves === undefined ? {} : { moves };
}

function unique(elements: readonly number[]): readonly number[] {
  return [...new Set(elements)].sort((left, right) => left - right);
}
