import type { Cell } from '../expressions/compile/code.js';
import type { FeelFailureCode } from '../expressions/errors.js';
import { Evaluation, type FeelScope } from '../expressions/evaluation.js';
import type { Span } from '../expressions/feel-ast.js';
import type { FeelValue } from '../expressions/feel-value.js';
import { shortenText } from '../expressions/shorten-text.js';
import type { DecisionWarning, DecisionWarningCode, EvaluateOptions } from './decision-record.js';
import type { FeelText } from './model/boxed-expression.js';
import type { DecisionNote, TableNote } from './evaluation-notes.js';

/** A compiled expression, or tests of the input `?`. */
type RunCode = (run: DecisionRun, cells: Cell | null) => FeelValue;

/** Where in the model something is evaluated. */
export interface Place {
  readonly decisionId: string;
  readonly decisionName: string;
  readonly elementId: string;
  readonly text?: string;
}

const defaultFuel = 2_000_000;
const maximumWarnings = 200;
const maximumTables = 100;
const maximumNotes = 1_000;
const longestQuote = 80;
const longestMessage = 400;

/** No name is global but `?`, the input of the tests that run at the moment. */
class TestedInput implements FeelScope {
  value: FeelValue | undefined;

  get(name: string): FeelValue | undefined {
    return name === '?' ? this.value : undefined;
  }

  has(name: string): boolean {
    return name === '?' && this.value !== undefined;
  }
}

/** One evaluation of a model: its limits, its clock, the place it is at, and what it has noted. */
export class DecisionRun extends Evaluation {
  readonly found: DecisionWarning[] = [];
  readonly notes: DecisionNote[] = [];
  place: Place | undefined;
  private tables: TableNote[] = [];

  constructor(
    options: EvaluateOptions,
    private readonly tested = new TestedInput(),
  ) {
    super(tested, { fuel: defaultFuel, ...options, mode: 'dmn' });
  }

  /** Evaluates something that stands elsewhere. Where the run fails it stays at the place of the failure. */
  at<T>(place: Place, body: () => T): T {
    const outer = this.place;
    this.place = place;
    const result = body();
    this.place = outer;
    return result;
  }

  /** Evaluates another text than the one at this place, such as the values that are allowed here. */
  withText<T>({ elementId, text }: Pick<FeelText, 'elementId' | 'text'>, body: () => T): T {
    return this.place === undefined ? body() : this.at({ ...this.place, elementId, text }, body);
  }

  /** Evaluates compiled tests of an input. */
  testWith(code: RunCode, input: FeelValue, cells: Cell | null): FeelValue {
    const outer = this.tested.value;
    this.tested.value = input;
    const result = code(this, cells);
    this.tested.value = outer;
    return result;
  }

  /** Evaluates code that does not know its own words: `undefined`, as if nothing had been, if it has something to tell. */
  tentatively(code: RunCode, cells: Cell | null, place: Place): FeelValue | undefined {
    const outer = this.place;
    const { length } = this.found;
    const tables = this.tables.length;
    const notes = this.notes.length;
    this.place = place;
    const value = code(this, cells);
    this.place = outer;
    if (this.found.length === length) return value;
    this.found.length = length;
    this.tables.length = tables;
    this.notes.length = notes;
    return undefined;
  }

  /** A mistake in an expression. */
  override warn(code: FeelFailureCode, message: string | (() => string), span: Span): null {
    if (this.isQuiet || this.found.length >= maximumWarnings) return null;
    const text = shortenText(typeof message === 'string' ? message : message(), longestMessage);
    const { from, to } = span;
    const expression = this.place?.text;
    if (expression === undefined) return this.note(code, text);
    const source = expression.slice(from, to);
    const quoted = source === '' ? text : `${text} in '${shortenText(source, longestQuote)}'`;
    return this.push({ code, message: quoted, ...this.whereabouts(), expression, from, to });
  }

  /** A mistake of the model as a whole, or of a value. */
  note(code: DecisionWarningCode, message: string): null {
    const expression = this.place?.text;
    const text = expression === undefined ? {} : { expression };
    const told = shortenText(message, longestMessage);
    return this.push({ code, message: told, ...this.whereabouts(), ...text });
  }

  private push(warning: DecisionWarning): null {
    if (this.found.length < maximumWarnings) this.found.push(warning);
    return null;
  }

  whereabouts(): Pick<DecisionWarning, 'decisionId' | 'decisionName' | 'elementId'> {
    if (this.place === undefined) return {};
    const { decisionId, decisionName, elementId } = this.place;
    return { decisionId, decisionName, elementId };
  }

  /** Remembers a table for the decision that is being evaluated. */
  noteTable(note: TableNote): void {
    if (this.tables.length < maximumTables) this.tables.push(note);
  }

  /** Evaluates a decision; the tables on the way are its own. */
  noteDecision(evaluate: () => Omit<DecisionNote, 'tables'>): FeelValue {
    const outer = this.tables;
    const tables: TableNote[] = [];
    this.tables = tables;
    const note = { ...evaluate(), tables };
    this.tables = outer;
    if (this.notes.length < maximumNotes) this.notes.push(note);
    return note.value;
  }
}
