/** The bundle's entry: one dynamic workflow carries out every process, whatever its id. */
export { runProcess as default } from './process-workflow.js';
