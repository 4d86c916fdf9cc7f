import type { Program, ProgramElement } from '../model/program.js';
import type { FindingKind } from './findings.js';
import {
  type SoundnessFinding,
  type SoundnessOptions,
  verifySoundness,
} from './verify-soundness.js';

/** What is told beside the problems of the compiler; it never keeps a model from being deployed. */
export interface SoundnessProblem {
  readonly elementId: string;
  readonly elementName?: string;
  readonly rule: FindingKind;
  readonly severity: 'warning';
  readonly message: string;
  readonly params: { readonly variant: string; readonly elementIds: readonly string[] };
}

interface ToldProblem {
  readonly rule: string;
  readonly elementId?: string;
}

/** When nobody has asked for a verdict: enough for what is drawn by hand. */
const casually: SoundnessOptions = { maxStates: 20_000 };

/**
 * Warnings for whoever draws or deploys a process that may not come to its end. What the compiler has told already, that
 * no way leads to an element, is not told again.
 */
export function findSoundnessProblems(
  program: Program,
  told: readonly ToldProblem[] = [],
  options: SoundnessOptions = casually,
): readonly SoundnessProblem[] {
  const unreachable = told.filter(({ rule }) => rule === 'elementUnreachable');
  const ids = unreachable.map(({ elementId }) => elementId);
  const { findings } = verifySoundness(program, options);
  const news = findings.filter(
    ({ kind, elementIds }) => kind !== 'deadElement' || !ids.includes(elementIds[0]),
  );
  return news.map((finding) => {
    const { kind, variant, elementIds, scopeId } = finding;
    const element = elementOf(program, elementIds[0] ?? scopeId);
    return {
      elementId: element?.id ?? scopeId,
      ...(element === undefined || element.name === '' ? {} : { elementName: element.name }),
      rule: kind,
      severity: 'warning',
      message: describeFinding(program, finding),
      params: { variant, elementIds: [...elementIds] },
    };
  });
}

function elementOf(program: Program, id: string): ProgramElement | undefined {
  return program.elements.find((element) => element.id === id);
}

/** What is wrong, for a person who knows the model. */
export function describeFinding(program: Program, finding: SoundnessFinding): string {
  const { variant, elementIds, scopeId } = finding;
  const names = elementIds.map((id) => nameOf(program, id)).join(', ');
  const scope = nameOf(program, scopeId);
  switch (variant) {
    case 'joins':
      return `Expected every token to get on but tokens can wait for ever at ${names}`;
    case 'endless':
      return `Expected a way to the end of ${scope} but tokens can go round for ever at ${names}`;
    case 'merge':
      return `Expected one token at a time but several can come together at ${names}, where nothing joins them`;
    case 'repeated':
      return `Expected one token at a time after ${names} but it can send another one before the first has got on`;
    case 'dead':
      return `Expected a run of the process that comes to ${names} but there is none`;
    case 'error':
      return `Expected an event that catches the error of ${names} but none does, and it can end the process while other tokens are under way`;
    case 'growing':
      return `Expected a limited number of tokens but they can become more and more at ${names}`;
  }
}

function nameOf(program: Program, id: string): string {
  const name = elementOf(program, id)?.name ?? '';
  return name === '' || name === id ? `'${id}'` : `'${id}' (${name})`;
}
