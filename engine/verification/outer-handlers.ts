import type { Program, ProgramElement } from '../model/program.js';
import { hasDefinition, isFromOutside } from './scope-model.js';
import { catchersOf, thrownByClocks } from './throws.js';

/** Event sub-processes of a scope that something outside begins, its own clocks, or compensation. */
export function listOuterHandlers(
  program: Program,
  scope: ProgramElement,
): readonly ProgramElement[] {
  const called = thrownByClocks(scope).flatMap((thrown) => catchersOf(program, scope, thrown));
  const isBegun = (start: ProgramElement) =>
    isFromOutside(start) || hasDefinition(start, 'compensate') || called.includes(start.index);
  return program.elements.filter(
    ({ type, scope: around, index }) =>
      type === 'eventSubProcess' &&
      around === scope.index &&
      program.elements.some(
        (start) => start.scope === index && start.type === 'startEvent' && isBegun(start),
      ),
  );
}
