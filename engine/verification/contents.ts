import type { Program, ProgramElement } from '../model/program.js';
import { analyzeScope, type ScopeReport } from './analyze-scope.js';
import type { ContentEnds, Rests } from './build-net.js';
import type { Budget } from './explore.js';
import { elementAt, holdsContent, holdsGame } from './scope-model.js';
import { catchersOf, ownerOf, thrownBy } from './throws.js';

/** Every scope of a program, judged by itself, what is inside before what is around. */
export interface Contents {
  readonly reports: ReadonlyMap<number, ScopeReport>;
  readonly ends: ReadonlyMap<number, ContentEnds>;
}

export function analyzeContents(program: Program, budget: Budget): Contents {
  const reports = new Map<number, ScopeReport>();
  const ends = new Map<number, ContentEnds>();
  const depths = program.elements.map((element) => depthOf(program, element));
  const scopes = program.elements
    .filter(holdsContent)
    .sort((left, right) => (depths[right.index] ?? 0) - (depths[left.index] ?? 0));
  for (const scope of scopes) {
    if (holdsGame(scope)) {
      const report = analyzeScope(program, scope, ends, budget);
      reports.set(scope.index, report);
      ends.set(scope.index, report.ends);
    } else ends.set(scope.index, looseEnds(program, scope, ends));
  }
  return { reports, ends };
}

function depthOf(program: Program, element: ProgramElement): number {
  let depth = 0;
  for (
    let at = program.elements[element.scope];
    at !== undefined;
    at = program.elements[at.scope]
  ) {
    depth += 1;
  }
  return depth;
}

/** Of a loop, which ends as what it repeats does, and of an ad-hoc sub-process, which people end. */
function looseEnds(
  program: Program,
  scope: ProgramElement,
  ends: ReadonlyMap<number, ContentEnds>,
): ContentEnds {
  const throws = new Map<number, number>();
  const inner = program.elements.filter((element) => element.scope === scope.index);
  for (const element of [...inner, scope]) {
    for (const thrown of thrownBy(element)) {
      for (const event of catchersOf(program, element, thrown)) throws.set(event, element.index);
    }
    for (const [event, thrower] of ends.get(element.index)?.throws ?? [])
      throws.set(event, thrower);
  }
  for (const event of throws.keys()) {
    if (event >= 0 && isInside(program, scope, event)) throws.delete(event);
  }
  const isLoose = scope.type === 'adHocSubProcess';
  const canComplete = isLoose || inner.every(({ index }) => ends.get(index)?.canComplete !== false);
  return { canComplete, rests: restsIn(scope, inner, ends), throws };
}

/** People end an ad-hoc sub-process; a loop may have nothing to repeat. */
function restsIn(
  scope: ProgramElement,
  inner: readonly ProgramElement[],
  ends: ReadonlyMap<number, ContentEnds>,
): Rests {
  if (scope.type === 'adHocSubProcess') return 'always';
  const [activity] = inner;
  const isAtOnce = activity?.type === 'task' || activity?.type === 'manualTask';
  const rests = ends.get(activity?.index ?? -1)?.rests ?? (isAtOnce ? 'never' : 'always');
  return rests === 'always' ? 'sometimes' : rests;
}

function isInside(program: Program, scope: ProgramElement, event: number): boolean {
  const { attachedTo } = elementAt(program, event);
  if (attachedTo >= 0) return elementAt(program, attachedTo).scope === scope.index;
  return ownerOf(program, event) === scope.index;
}
