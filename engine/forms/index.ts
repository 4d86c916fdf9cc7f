export { checkForm } from './check-form.js';
export type { FormSchemaProblem } from './check-form.js';
export { listFields } from './list-fields.js';
export type { FormField } from './list-fields.js';
export { formatFormMessage } from './messages.js';
export type { FormParams, FormRule } from './messages.js';
export { validateForm } from './validate-form.js';
export type { FormOptions, FormProblem, FormResult } from './validate-form.js';
