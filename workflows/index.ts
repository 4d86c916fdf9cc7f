/** The bundle's entry: one dynamic workflow carries out every process, whatever its id; another serves timer starts. */
export { runProcess as default } from './process-workflow.js';
export { $timerStarter } from './timer-starter.js';
