export { checkForm } from './check-form.js';
export { listFields } from './list-fields.js';
export { formatFormMessage } from './messages.js';
export { validateForm } from './validate-form.js';
