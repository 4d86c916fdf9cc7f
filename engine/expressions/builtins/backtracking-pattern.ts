import { type PatternStep, readSteps, type Steps } from './backtracking-steps.js';

export interface PatternFlags {
  readonly ignoresCase: boolean;
  readonly dotIsAll: boolean;
  readonly isMultiline: boolean;
}

/** What keeps a match from going on without end; both throw. */
export interface MatchLimits {
  spend(steps: number): void;
  endForDepth(): never;
}

/** What is asked of a compiled pattern, whichever way it runs. */
export interface TextPattern {
  matcher(text: string): TextMatcher;
  groupCount(): number;
  programSize(): number;
}

export interface TextMatcher {
  find(): boolean;
  start(): number;
  end(): number;
  group(index: number): string | null;
}

/**
 * A pattern with back-references, which no automaton can match: it tries one way after the other.
 * That can take long, so every step is paid for.
 */
export class BacktrackingPattern implements TextPattern {
  private readonly steps: Steps;

  /** The source is as RE2 takes it, but for the back-references. Throws a SyntaxError. */
  constructor(
    private readonly source: string,
    flags: PatternFlags,
    private readonly limits: MatchLimits,
  ) {
    this.steps = readSteps(source, flags);
  }

  groupCount(): number {
    return this.steps.groupCount;
  }

  programSize(): number {
    return this.source.length;
  }

  matcher(text: string): TextMatcher {
    return new BacktrackingMatcher(text, this.steps.start, this.limits);
  }
}

class BacktrackingMatcher implements TextMatcher {
  private groups: (readonly [number, number] | undefined)[] = [];
  private first = 0;
  private last = 0;
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly step: PatternStep,
    private readonly limits: MatchLimits,
  ) {}

  find(): boolean {
    for (let from = this.next; from <= this.text.length; from += this.widthAt(from)) {
      if (!this.matchesAt(from)) continue;
      this.first = from;
      this.next = this.last > from ? this.last : from + this.widthAt(from);
      return true;
    }
    return false;
  }

  start(): number {
    return this.first;
  }

  end(): number {
    return this.last;
  }

  group(index: number): string | null {
    const [from, to] = index === 0 ? [this.first, this.last] : (this.groups[index] ?? []);
    return from === undefined ? null : this.text.slice(from, to);
  }

  private matchesAt(from: number): boolean {
    this.groups = [];
    const run = { text: this.text, groups: this.groups, limits: this.limits, depth: 0 };
    return this.step(run, from, (position) => {
      this.last = position;
      return true;
    });
  }

  private widthAt(position: number): number {
    return (this.text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1;
  }
}
