import type { JsonValue } from '../protocol/json.js';

/** Rules for the values of fields, with their English sentences. */
const sentences = {
  required: "'{label}' must be filled in.",
  type: "'{label}' must be {expected}.",
  option: "'{label}' has none of the values it can have.",
  min: "'{label}' must be {min} or more.",
  max: "'{label}' must be {max} or less.",
  minLength: "'{label}' must have at least {minLength} characters.",
  maxLength: "'{label}' must have at most {maxLength} characters.",
  pattern: "'{label}' does not have the expected form.",
  email: "'{label}' must be an e-mail address.",
  phone: "'{label}' must be a telephone number that begins with + and the country.",
  decimals: "'{label}' must have at most {decimalDigits} decimal digits.",
  step: "'{label}' must be a multiple of {increment}.",
  date: "'{label}' must be a date such as 2026-11-30.",
  time: "'{label}' must be a time such as 14:30.",
  dateTime: "'{label}' must be a date and time such as 2026-11-30T14:30+01:00.",
  pastDate: "'{label}' must not be in the past.",
  rows: "'{label}' must have at most {maximum} rows.",
} as const;

export type FormRule = keyof typeof sentences;

export type FormParams = Readonly<Record<string, JsonValue>>;

/** The English sentence of a rule. */
export function formatFormMessage(rule: FormRule, params: FormParams): string {
  return sentences[rule].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
}
