import type { Program, ProgramElement } from '../model/program.js';
import { buildNet, type BuiltNet, cancelExit, type ContentEnds, type Rests } from './build-net.js';
import { type Budget, canRestAfter, firingRule, isFinal } from './explore.js';
import type { Firing } from './firing.js';
import { findIn, type RawFinding } from './findings.js';
import { markingOf, type Move, type Net } from './net.js';
import { listOuterHandlers } from './outer-handlers.js';
import { keepWhole, type RegionTree, takeApart } from './regions.js';
import { Runs } from './runs.js';
import { elementAt, hasDefinition } from './scope-model.js';
import { splitThreads, type ThreadedNet } from './threads.js';
import { catchersOf, ownerOf, thrownBy } from './throws.js';
import { findUnbounded } from './unbounded.js';

/** Markings that a scope with something wrong is looked at without reductions, for the shortest way there. */
const wholeBudget = 6_000;
/** Markings in search of endless growth. */
const growthBudget = 1_500;

/** What was found out about the content of one scope. */
export interface ScopeReport {
  readonly scope: ProgramElement;
  readonly ends: ContentEnds;
  readonly findings: readonly RawFinding[];
  readonly live: ReadonlySet<number>;
  readonly isDecided: boolean;
  readonly isReduced: boolean;
  /** From its beginning until it waits for something. */
  readonly toRest: readonly Move[];
  readonly toBegin: () => readonly Move[] | undefined;
  /** What leads to an inner element that keeps a token. */
  readonly toElement: (element: number) => readonly Move[] | undefined;
  /** What leads to the first moment at which the element has been reached. */
  readonly toReach: (element: number) => readonly Move[] | undefined;
  /** From its beginning to its end, or to what the event outside catches. */
  readonly through: (event: number | undefined) => readonly Move[];
}

/** By reduction first; only what is not sound is looked at as a whole. */
export function analyzeScope(
  program: Program,
  scope: ProgramElement,
  contents: ReadonlyMap<number, ContentEnds>,
  budget: Budget,
): ScopeReport {
  const built = buildNet(program, scope, contents);
  const threaded = splitThreads(program, built);
  const share = Math.max(budget.left - wholeBudget, budget.left / 2);
  const reduced = spend(budget, share, (own) => analyzeParts(threaded, takeApart, own, () => true));
  const findings = reduced.flatMap((runs) => findAll(program, runs));
  const isDecided = reduced.every(({ isComplete }) => isComplete);
  const live = new Set(reduced.flatMap((runs) => [...runs.live]));
  const base: Judged = { runs: reduced, findings, live, isDecided, isReduced: true };
  const isOpen = findings.length > 0 || hasExits(built) || !isDecided;
  const judged = isOpen ? lookAtWhole(program, threaded, base, budget) : base;
  const whole = { ...judged, isDecided: judged.isDecided && !built.isCut };
  return reportOf(program, scope, contents, built, whole);
}

/** What ends a scope may come before what others have begun. */
function hasExits({ nodes }: Net): boolean {
  return nodes.some(({ modes }) => modes.some(({ exit }) => exit !== undefined));
}

interface Judged {
  readonly runs: readonly Runs[];
  readonly findings: readonly RawFinding[];
  readonly live: ReadonlySet<number>;
  readonly isDecided: boolean;
  readonly isReduced: boolean;
}

function analyzeParts(
  { main, threads }: ThreadedNet,
  prepare: (net: Net) => RegionTree,
  budget: Budget,
  canRest: (main: Runs, host: number) => boolean,
): readonly Runs[] {
  const first = new Runs(prepare(main), budget);
  const all = [first];
  for (const thread of threads) {
    const host = all.find((runs) => runs.toPlace(thread.host) !== undefined);
    if (host === undefined) continue;
    const before = () => host.toPlace(thread.host);
    const canOutlast = host === first ? canRest(first, thread.host) : host.canOutlast;
    all.push(new Runs(prepare(thread), budget, before, canOutlast));
  }
  return all;
}

function findAll(program: Program, runs: Runs): readonly RawFinding[] {
  return runs.tree.regions.flatMap((region) => findIn(program, runs, region));
}

function lookAtWhole(
  program: Program,
  threaded: ThreadedNet,
  reduced: Judged,
  budget: Budget,
): Judged {
  const canRest = ({ outermost }: Runs, host: number) =>
    outermost === undefined || canRestAfter(outermost, host);
  const runs = spend(budget, Math.min(wholeBudget, budget.left), (own) =>
    analyzeParts(threaded, keepWhole, own, canRest),
  );
  const unsafe = runs.filter(({ outermost }) => outermost?.unsafe.length !== 0);
  const growing = spend(budget, Math.min(growthBudget, budget.left), (own) =>
    unsafe.flatMap((each) =>
      findUnbounded(program, each.tree.outermost.net, own).map((finding) => before(each, finding)),
    ),
  );
  const isComplete = runs.every((each) => each.isComplete);
  const isCut = runs.some((each) => each.isCut);
  if (!isComplete && !isCut) return { ...reduced, findings: [...reduced.findings, ...growing] };
  // Of a step that was cut, what was seen is true, and the rest is not known.
  const findings = [...runs.flatMap((each) => findAll(program, each)), ...growing];
  const live = new Set(runs.flatMap((each) => [...each.live]));
  return { runs, findings, live, isDecided: isComplete, isReduced: false };
}

function before(runs: Runs, finding: RawFinding): RawFinding {
  const lead = runs.toRegion(runs.tree.outermost);
  const { moves = [], ...rest } = finding;
  return lead === undefined ? rest : { ...rest, moves: [...lead, ...moves] };
}

/** Looks at a part with a share of the budget, and gives back what is left of it. */
function spend<Found>(budget: Budget, share: number, look: (own: Budget) => Found): Found {
  const own: Budget = { left: share, visited: 0 };
  const found = look(own);
  budget.left -= share - own.left;
  budget.visited += own.visited;
  return found;
}

function reportOf(
  program: Program,
  scope: ProgramElement,
  contents: ReadonlyMap<number, ContentEnds>,
  built: BuiltNet,
  { runs, findings, live, isDecided, isReduced }: Judged,
): ScopeReport {
  const placeOf = (element: number) => built.places.findIndex((place) => place.element === element);
  const firings = firingRule({ ...built, isPrompt: true }).from(markingOf([built.source]));
  const toRest = firings.find(({ next, exit }) => exit === undefined && !isFinal(built, next));
  const first = <T>(look: (each: Runs) => T | undefined): T | undefined =>
    runs.map(look).find((found) => found !== undefined);
  return {
    scope,
    toRest: toRest?.mode.moves ?? [],
    ends: {
      canComplete: canComplete(runs[0]),
      rests: restsOf(firings, toRest, built),
      throws: thrownOut(program, scope, contents, live),
    },
    findings,
    live,
    isDecided,
    isReduced,
    toBegin: () => first((each) => each.toBegin()),
    toElement: (element) => first((each) => each.toPlace(placeOf(element))),
    toReach: (element) => first((each) => toReach(each, element)),
    through: (event) => (runs[0] === undefined ? [] : through(runs[0], event)),
  };
}

/** What the first step leads to. */
function restsOf(firings: readonly Firing[], toRest: Firing | undefined, net: Net): Rests {
  const canPass = firings.some(({ next, exit }) => exit !== undefined || isFinal(net, next));
  if (toRest === undefined && firings.length > 0) return 'never';
  return canPass ? 'sometimes' : 'always';
}

function canComplete(runs: Runs | undefined): boolean {
  const outermost = runs?.outermost;
  if (outermost === undefined) return true;
  const { markings, net, ended, isComplete, unsafe } = outermost;
  if (!isComplete || unsafe.length > 0) return true;
  return (
    markings.some((marking) => isFinal(net, marking)) ||
    ended.some(({ exit }) => exit.event === undefined)
  );
}

/** What is thrown inside and caught outside, or nowhere. */
function thrownOut(
  program: Program,
  scope: ProgramElement,
  contents: ReadonlyMap<number, ContentEnds>,
  live: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const throws = new Map<number, number>();
  const handlers = listOuterHandlers(program, scope).map(({ index }) => index);
  for (const index of [...live, ...handlers]) {
    const element = elementAt(program, index);
    const isOwn = element.scope === scope.index;
    if (!isOwn) continue;
    const own = thrownBy(element).flatMap((thrown) => catchersOf(program, element, thrown));
    const cancel = hasDefinition(element, 'cancel')
      ? cancelExit(program, element).event
      : undefined;
    const events = cancel === undefined || element.type !== 'endEvent' ? own : [...own, cancel];
    const all = new Map([
      ...events.map((event): [number, number] => [event, index]),
      ...(contents.get(index)?.throws ?? []),
    ]);
    for (const [event, thrower] of all) {
      if (isOutside(program, scope, event) && !throws.has(event)) throws.set(event, thrower);
    }
  }
  return throws;
}

function isOutside(program: Program, scope: ProgramElement, event: number): boolean {
  if (event < 0) return true;
  const { attachedTo } = elementAt(program, event);
  if (attachedTo >= 0) return elementAt(program, attachedTo).scope !== scope.index;
  return ownerOf(program, event) !== scope.index;
}

function toReach(runs: Runs, element: number): readonly Move[] | undefined {
  for (const [region, { markings, found, ended, net }] of runs.explorations) {
    const firing = [...found, ...ended].find((each) => each?.mode.live.includes(element));
    if (firing !== undefined) return runs.toFiring(region, firing);
    const at = markings.findIndex((marking) =>
      [...marking].some((place) => net.places[place.charCodeAt(0)]?.live.includes(element)),
    );
    if (at >= 0) return runs.toMarking(region, at);
  }
  return undefined;
}

function through(runs: Runs, event: number | undefined): readonly Move[] {
  const { outermost } = runs.tree;
  const exploration = runs.explorations.get(outermost);
  if (exploration === undefined) return [];
  const exit = exploration.ended.find((each) => each.exit.event === event);
  const at = exploration.markings.findIndex((marking) => isFinal(exploration.net, marking));
  if (event === undefined && at >= 0) return runs.toMarking(outermost, at) ?? [];
  if (exit !== undefined) return runs.toFiring(outermost, exit) ?? [];
  const thrower = exploration.found.find((each) =>
    each?.mode.moves.some((move) => 'event' in move && move.event === event),
  );
  return thrower === undefined ? [] : (runs.toFiring(outermost, thrower) ?? []);
}
