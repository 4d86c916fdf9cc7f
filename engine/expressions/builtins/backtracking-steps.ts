import type { MatchLimits, PatternFlags } from './backtracking-pattern.js';

interface PatternRun {
  readonly text: string;
  readonly groups: (readonly [number, number] | undefined)[];
  readonly limits: MatchLimits;
  depth: number;
}

type Continue = (position: number) => boolean;

/** Tries to match from a position on, and what comes next from each end it finds. */
export type PatternStep = (run: PatternRun, position: number, next: Continue) => boolean;

/** The position after the one character it matches, or -1. */
type CharacterStep = (text: string, position: number) => number;

interface Atom {
  readonly step: PatternStep;
  /** There if it always matches one character. */
  readonly character: CharacterStep | undefined;
}

export interface Steps {
  readonly start: PatternStep;
  readonly groupCount: number;
}

interface Reader {
  readonly source: string;
  readonly flags: PatternFlags;
  position: number;
  groupCount: number;
  depth: number;
  readonly closed: Set<number>;
}

const maximumDepth = 500;
const maximumNesting = 50;
const maximumRepetition = 1000;

export function readSteps(source: string, flags: PatternFlags): Steps {
  const reader = { source, flags, position: 0, groupCount: 0, depth: 0, closed: new Set<number>() };
  const start = readAlternatives(reader);
  if (reader.position < source.length) throw new SyntaxError("it has a ')' too many");
  return { start, groupCount: reader.groupCount };
}

function readAlternatives(reader: Reader): PatternStep {
  const branches = [readBranch(reader)];
  while (reader.source.charAt(reader.position) === '|') {
    reader.position += 1;
    branches.push(readBranch(reader));
  }
  return (run, position, next) => branches.some((branch) => branch(run, position, next));
}

function readBranch(reader: Reader): PatternStep {
  const steps: PatternStep[] = [];
  while (reader.position < reader.source.length) {
    if (/[|)]/.test(reader.source.charAt(reader.position))) break;
    steps.push(readPiece(reader));
  }
  return steps.reduceRight(follow, (_run, position, next) => next(position));
}

function follow(rest: PatternStep, first: PatternStep): PatternStep {
  return (run, position, next) =>
    deeper(run, () => first(run, position, (end) => rest(run, end, next)));
}

/** What the host's stack must hold is bounded. */
function deeper(run: PatternRun, body: () => boolean): boolean {
  run.limits.spend(1);
  run.depth += 1;
  if (run.depth > maximumDepth) run.limits.endForDepth();
  const result = body();
  run.depth -= 1;
  return result;
}

function readPiece(reader: Reader): PatternStep {
  const atom = readAtom(reader);
  const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y;
  quantifier.lastIndex = reader.position;
  const found = quantifier.exec(reader.source);
  if (found === null) return atom.step;
  reader.position = quantifier.lastIndex;
  const [, sign, least = '', comma, most = '', lazy] = found;
  const minimum = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
  const exact = comma === '' ? minimum : Infinity;
  const limit = most === '' ? exact : Number(most);
  const maximum = sign === undefined ? limit : sign === '?' ? 1 : Infinity;
  const isTooMuch = Math.max(minimum, Number(most)) > maximumRepetition;
  if (isTooMuch || maximum < minimum) throw new SyntaxError(`it repeats '${found[0]}'`);
  return atom.character === undefined
    ? repeat(atom.step, minimum, maximum, lazy === '?')
    : repeatCharacter(atom.character, minimum, maximum, lazy === '?');
}

function repeatCharacter(
  character: CharacterStep,
  minimum: number,
  maximum: number,
  isLazy: boolean,
): PatternStep {
  return (run, position, next) => {
    const ends = [position];
    for (let end = position; ends.length <= maximum && end >= 0;) {
      run.limits.spend(1);
      if (isLazy && ends.length > minimum && next(end)) return true;
      end = character(run.text, end);
      if (end >= 0) ends.push(end);
    }
    if (isLazy) return ends.length > maximum && next(ends.at(-1) ?? position);
    return ends.slice(minimum).reverse().some(next);
  };
}

function repeat(step: PatternStep, minimum: number, maximum: number, isLazy: boolean): PatternStep {
  return (run, position, next) => attempt(run, position, 0, next);

  function attempt(run: PatternRun, position: number, count: number, next: Continue): boolean {
    const again = () =>
      count < maximum &&
      step(run, position, (end) =>
        end === position && count >= minimum ? false : attempt(run, end, count + 1, next),
      );
    const leave = () => count >= minimum && next(position);
    return deeper(run, () => (isLazy ? leave() || again() : again() || leave()));
  }
}

function readAtom(reader: Reader): Atom {
  const { source, position, flags } = reader;
  const sign = source.charAt(position);
  if (sign === '(') return { step: readGroup(reader), character: undefined };
  if (/[*+?{]/.test(sign)) throw new SyntaxError(`it has a '${sign}' after nothing`);
  if (sign === '^' || sign === '$') {
    reader.position += 1;
    return { step: readAnchor(sign, flags), character: undefined };
  }
  if (/^\\[1-9]/.test(source.slice(position, position + 2))) {
    return { step: readReference(reader), character: undefined };
  }
  const atom = /\\x\{\w+\}|\\[pP]\{\w+\}|\\.|\[(?:\\.|[^\]\\])*\]|./suy;
  atom.lastIndex = position;
  const text = atom.exec(source)?.[0] ?? '';
  reader.position += text.length;
  const character = readCharacter(text, flags);
  return { character, step: (run, at, next) => goOn(character(run.text, at), next) };
}

function goOn(end: number, next: Continue): boolean {
  return end >= 0 && next(end);
}

function readCharacter(text: string, flags: PatternFlags): CharacterStep {
  const source = text === '.' ? (flags.dotIsAll ? '[^]' : String.raw`[^\n]`) : text;
  const written = source.replaceAll(String.raw`\x{`, String.raw`\u{`);
  const pattern = new RegExp(written, flags.ignoresCase ? 'iuy' : 'uy');
  return (subject, position) => {
    pattern.lastIndex = position;
    return pattern.test(subject) ? pattern.lastIndex : -1;
  };
}

function readAnchor(sign: string, { isMultiline }: PatternFlags): PatternStep {
  return ({ text }, position, next) => {
    const edge = sign === '^' ? 0 : text.length;
    const beside = text.charAt(sign === '^' ? position - 1 : position);
    return (position === edge || (isMultiline && beside === '\n')) && next(position);
  };
}

function readGroup(reader: Reader): PatternStep {
  const isCapturing = !reader.source.startsWith('(?:', reader.position);
  reader.position += isCapturing ? 1 : 3;
  if (isCapturing) reader.groupCount += 1;
  const index = reader.groupCount;
  reader.depth += 1;
  if (reader.depth > maximumNesting) throw new SyntaxError('its groups nest too deeply');
  const inner = readAlternatives(reader);
  if (reader.source.charAt(reader.position) !== ')') throw new SyntaxError("it lacks a ')'");
  reader.position += 1;
  reader.depth -= 1;
  if (!isCapturing) return inner;
  reader.closed.add(index);
  return (run, position, next) =>
    inner(run, position, (end) => {
      const before = run.groups[index];
      run.groups[index] = [position, end];
      if (next(end)) return true;
      run.groups[index] = before;
      return false;
    });
}

/** More digits count as long as there are so many groups. A group that matched nothing is empty. */
function readReference(reader: Reader): PatternStep {
  const digits = /^\d+/.exec(reader.source.slice(reader.position + 1))?.[0] ?? '';
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) <= reader.groupCount) {
    length += 1;
  }
  const index = Number(digits.slice(0, length));
  if (!reader.closed.has(index)) {
    throw new SyntaxError(`its back-reference \\${index} stands before the end of that group`);
  }
  reader.position += 1 + length;
  const fold = (text: string) => (reader.flags.ignoresCase ? text.toLowerCase() : text);
  return ({ text, groups, limits }, position, next) => {
    const [from, to] = groups[index] ?? [0, 0];
    const end = position + to - from;
    limits.spend(1 + Math.ceil((to - from) / 16));
    return fold(text.slice(from, to)) === fold(text.slice(position, end)) && next(end);
  };
}
