import { FeelAbort, type FeelFailureCode } from './errors.js';
import type { Span } from './feel-ast.js';
import type { FeelValue } from './feel-value.js';
import { shortenText } from './shorten-text.js';
import { parseZone, type TimeReference } from './temporal/zone.js';

/** The variables an expression may name. */
export interface FeelScope {
  get(name: string): FeelValue | undefined;
  has(name: string): boolean;
}

export type FeelMode = 'strict' | 'dmn';

export interface FeelOptions {
  /** The present, in milliseconds since 1970 UTC. */
  readonly now: number;
  /** The zone of `now()` and of local times: an IANA name or an offset. */
  readonly zone: string;
  /** How many steps the evaluation may take; 100,000 by default. */
  readonly fuel?: number;
  /** `strict` ends at the first mistake; `dmn` goes on with null and a warning. */
  readonly mode: FeelMode;
  /** The expression's text, to quote the faulty part in messages. */
  readonly text?: string;
}

export interface FeelWarning extends Span {
  readonly code: FeelFailureCode;
  readonly message: string;
}

export type FeelFailure = FeelWarning;

const defaultFuel = 100_000;
const maximumDepth = 1_500;
const maximumWarnings = 50;
const charactersPerFuel = 32;
const maximumMessage = 400;

/** One run of an expression: its limits, its clock and what went wrong so far. Hosts with several expressions extend it. */
export class Evaluation {
  readonly warnings: FeelWarning[] = [];
  readonly isStrict: boolean;
  private fuel: number;
  private depth = 0;
  protected isQuiet = false;
  private knownTime: TimeReference | undefined;

  constructor(
    readonly scope: FeelScope,
    readonly options: FeelOptions,
  ) {
    this.fuel = options.fuel ?? defaultFuel;
    this.isStrict = options.mode === 'strict';
  }

  /** The present and the zone. */
  get time(): TimeReference {
    this.knownTime ??= this.readTime();
    return this.knownTime;
  }

  private readTime(): TimeReference {
    const zone = parseZone(this.options.zone);
    if (zone !== undefined) return { now: this.options.now, zone };
    const message = `Expected a time zone but got '${shortenText(this.options.zone, 80)}'`;
    throw new FeelAbort('badArgument', message, { from: 0, to: 0 });
  }

  /** Pays for work before it is done, so that no expression can stall its host. */
  spend(steps: number, span: Span): void {
    this.fuel -= steps;
    if (this.fuel < 0) this.endForLackOfFuel(span);
  }

  /** Pays for a text of the given length. */
  spendText(length: number, span: Span): void {
    this.spend(1 + Math.ceil(length / charactersPerFuel), span);
  }

  /** Runs a nested body; the sum of the nested heights is what the host's stack must hold. */
  nest<T>(height: number, span: Span, body: () => T): T {
    this.depth += height;
    if (this.depth > maximumDepth) this.endForDepth(span);
    const result = body();
    this.depth -= height;
    return result;
  }

  /** Reports a mistake: ends a strict evaluation, otherwise records a warning and yields null. */
  fail(code: FeelFailureCode, message: string | (() => string), span: Span): null {
    if (this.isQuiet) return null;
    if (!this.isStrict) return this.warn(code, message, span);
    throw this.abort(code, message, span);
  }

  /** Runs what may fail without anybody minding: a mistake yields null, also in a strict run. */
  quietly<T>(body: () => T): T {
    const outer = this.isQuiet;
    this.isQuiet = true;
    const result = body();
    this.isQuiet = outer;
    return result;
  }

  private abort(code: FeelFailureCode, message: string | (() => string), span: Span): FeelAbort {
    return new FeelAbort(code, this.messageWithSource(message, span), span);
  }

  /** Records something questionable that is legal in both modes, and yields null. */
  warn(code: FeelFailureCode, message: string | (() => string), span: Span): null {
    if (this.warnings.length < maximumWarnings && !this.isQuiet) {
      const { from, to } = span;
      this.warnings.push({ code, message: this.messageWithSource(message, span), from, to });
    }
    return null;
  }

  endForDepth(span: Span): never {
    const limit = 'Expected less nesting but the values or calls nest too deeply';
    throw this.abort('tooDeep', limit, span);
  }

  private endForLackOfFuel(span: Span): never {
    const steps = this.options.fuel ?? defaultFuel;
    const limit = `Expected an end within ${steps} steps but the evaluation goes on`;
    throw this.abort('fuelExhausted', limit, span);
  }

  private messageWithSource(given: string | (() => string), span: Span): string {
    const message = shortenText(typeof given === 'string' ? given : given(), maximumMessage);
    const source = this.options.text?.slice(span.from, span.to);
    if (source === undefined || source === '') return message;
    return `${message} in '${shortenText(source, 80)}'`;
  }
}
