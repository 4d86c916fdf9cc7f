import type { FormParams, FormRule } from './messages.js';

/** What is wrong with one value, before it is told to a person. */
export interface Finding {
  readonly rule: FormRule;
  readonly params?: FormParams;
  /** The form's own words for it. */
  readonly message?: string;
}
