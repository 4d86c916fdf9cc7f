import { evaluate, fromJson, scopeOf, toJson, type FeelAst } from '../expressions/index.js';
import { parseExpression } from '../expressions/parse.js';
import type { JsonValue } from '../protocol/json.js';

/** The moment and place in which a form is checked. */
export interface FormMoment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone of the person. */
  readonly zone: string;
}

export type FormContext = Readonly<Record<string, JsonValue>>;

/** Evaluates the FEEL of one form; every expression is parsed once. */
export class FormExpressions {
  private readonly parsed = new Map<string, FeelAst | undefined>();

  constructor(readonly moment: FormMoment) {}

  /** As forms do: what cannot be evaluated is null, since a form must not break on it. */
  evaluate(expression: string, context: FormContext): JsonValue {
    const ast = this.parse(expression);
    if (ast === undefined) return null;
    const values = Object.entries(context).map(([name, value]) => [name, fromJson(value)] as const);
    const scope = scopeOf(Object.fromEntries(values));
    const { now, zone } = this.moment;
    const result = evaluate(ast, scope, { now, zone, mode: 'dmn' });
    if (!result.ok) return null;
    try {
      return toJson(result.value);
    } catch {
      // A function is no value of a form.
      return null;
    }
  }

  isTrue(expression: string, context: FormContext): boolean {
    return this.evaluate(expression, context) === true;
  }

  /** A setting that is either a constant or, with a leading `=`, FEEL. */
  resolve(setting: JsonValue | undefined, context: FormContext): JsonValue | undefined {
    if (typeof setting !== 'string' || !setting.startsWith('=')) return setting;
    return this.evaluate(setting, context);
  }

  private parse(expression: string): FeelAst | undefined {
    if (!this.parsed.has(expression)) {
      const result = parseExpression(stripEqualsSign(expression));
      this.parsed.set(expression, result.ok ? result.ast : undefined);
    }
    return this.parsed.get(expression);
  }
}

export function stripEqualsSign(expression: string): string {
  return expression.replace(/^\s*=/, '');
}
