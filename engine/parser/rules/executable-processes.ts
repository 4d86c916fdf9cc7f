import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** BPMN 2.0.2 sections 10.2 and 8.4.13: what a process that is executed must not be. */
export const executableProcesses: Rule = ({ process, flows }) => {
  const problems: Problem[] = [];
  if (process.source['processType'] === 'Public') {
    const message = `Expected public process ${describe(process)} not to be executable: an executable process is private`;
    problems.push(problemAt(process, 'error', 'publicProcessExecutable', message));
  }
  for (const flow of flows) {
    if (flow.model['isImmediate'] !== false) continue;
    const message = `Expected isImmediate of flow ${describe(flow)} not to be false: in executable processes it must not be`;
    problems.push(problemAt(flow, 'error', 'flowNotImmediate', message));
  }
  return problems;
};
