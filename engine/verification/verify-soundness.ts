import type { Program, ProgramElement } from '../model/program.js';
import type { ScopeReport } from './analyze-scope.js';
import { analyzeContents, type Contents } from './contents.js';
import type { Budget } from './explore.js';
import type { FindingKind, RawFinding } from './findings.js';
import { listOuterHandlers } from './outer-handlers.js';
import { hasDefinition } from './scope-model.js';
import { StepWriter, type VerificationStep } from './steps.js';

export interface SoundnessOptions {
  /** Markings that may be looked at in all; left out, 100,000. */
  readonly maxStates?: number;
}

export interface SoundnessFinding {
  readonly kind: FindingKind;
  /** Tells findings of one kind apart: each has words of its own. */
  readonly variant: RawFinding['variant'];
  /** The sub-process or process that it is about. */
  readonly scopeId: string;
  readonly elementIds: readonly string[];
  readonly flowIds: readonly string[];
  /** How it comes about, in the fewest steps; left out if it is nothing that happens, or not known. */
  readonly counterexample?: readonly VerificationStep[];
  /** The last so many steps can be repeated without end. */
  readonly repeatedSteps?: number;
}

export interface SoundnessReport {
  /** `undecided`: nothing was found, but not everything could be looked at. */
  readonly verdict: 'sound' | 'unsound' | 'undecided';
  readonly findings: readonly SoundnessFinding[];
  /** Whether reduced nets were enough, or the whole state space of a scope was looked at. */
  readonly method: 'reduction' | 'stateSpace';
  readonly statesVisited: number;
}

const defaultMaxStates = 100_000;

/**
 * Whether a process can always come to its end, whatever people, data and other parties do: docs/soundness.md says
 * precisely what is reported. Pure and bounded: the same program and options give the same report.
 */
export function verifySoundness(program: Program, options: SoundnessOptions = {}): SoundnessReport {
  const budget: Budget = { left: options.maxStates ?? defaultMaxStates, visited: 0 };
  const contents = analyzeContents(program, budget);
  const reached = reachedScopes(program, contents);
  const writer = new StepWriter(program, contents);
  const findings = reached.flatMap((report) => [
    ...report.findings.map((finding) => describe(program, writer, report, finding)),
    ...findDead(program, report),
  ]);
  const isDecided = reached.every((report) => report.isDecided);
  const isReduced = reached.every((report) => report.isReduced);
  const unsound = findings.length > 0 ? 'unsound' : undefined;
  return {
    verdict: unsound ?? (isDecided ? 'sound' : 'undecided'),
    findings,
    method: isReduced ? 'reduction' : 'stateSpace',
    statesVisited: budget.visited,
  };
}

/** What is inside of what no token reaches is not told of. */
function reachedScopes(program: Program, { reports }: Contents): readonly ScopeReport[] {
  return [...reports.values()]
    .filter(({ scope }) => isReached(program, reports, scope))
    .sort((left, right) => left.scope.index - right.scope.index);
}

function isReached(
  program: Program,
  reports: ReadonlyMap<number, ScopeReport>,
  scope: ProgramElement,
): boolean {
  const around = program.elements[scope.scope];
  if (around === undefined) return true;
  const report = reports.get(around.index);
  const isBegun =
    report === undefined ||
    scope.incoming.length === 0 ||
    report.live.has(scope.index) ||
    listOuterHandlers(program, around).includes(scope);
  return isBegun && isReached(program, reports, around);
}

function describe(
  program: Program,
  writer: StepWriter,
  { scope }: ScopeReport,
  { kind, variant, elements, flows, moves, repeated }: RawFinding,
): SoundnessFinding {
  const before = moves === undefined ? undefined : writer.toBeginOf(scope);
  const steps = moves === undefined ? [] : writer.write(moves);
  const loop =
    moves === undefined || repeated === undefined ? [] : moves.slice(moves.length - repeated);
  return {
    kind,
    variant,
    scopeId: scope.id,
    elementIds: elements.map((index) => program.elements[index]?.id ?? ''),
    flowIds: flows.map((index) => program.flows[index]?.id ?? ''),
    ...(before === undefined ? {} : { counterexample: [...before, ...steps] }),
    ...(repeated === undefined ? {} : { repeatedSteps: writer.write(loop).length }),
  };
}

/** Told only where nothing else has kept tokens from being followed to the end. */
function findDead(
  program: Program,
  { scope, findings, live, isDecided }: ScopeReport,
): readonly SoundnessFinding[] {
  const isFollowed = findings.every(
    ({ kind }) => kind === 'deadlock' || kind === 'improperCompletion',
  );
  if (!isDecided || !isFollowed) return [];
  const told = new Set(findings.flatMap(({ elements }) => elements));
  const outer = listOuterHandlers(program, scope);
  return program.elements
    .filter(
      (element) =>
        element.scope === scope.index &&
        canBeDead(element) &&
        !live.has(element.index) &&
        !told.has(element.index) &&
        !outer.includes(element),
    )
    .map((element) => ({
      kind: 'deadElement',
      variant: 'dead',
      scopeId: scope.id,
      elementIds: [element.id],
      flowIds: [],
    }));
}

/** What begins by itself, or by compensation, is not waited for by any flow. */
function canBeDead(element: ProgramElement): boolean {
  const { type, attachedTo, incoming } = element;
  if (attachedTo >= 0) return !hasDefinition(element, 'compensate');
  return type === 'eventSubProcess' || incoming.length > 0;
}
