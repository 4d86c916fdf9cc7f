import { randomUUID } from 'node:crypto';
import { ServiceError, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Actor, Program, Variables } from '../../engine/index.js';
import { compileBpmn } from '../../engine/parser/index.js';
import {
  completeTaskUpdate,
  type CommandAnswer,
  type ProcessWorkflowArguments,
  type ProcessWorkflowLimits,
} from '../../workflows/messages.js';
import type { TemporalEnv } from './temporal-env.js';
import { waitUntil } from './temporal-quiet.js';

export const tester: Actor = { type: 'user', id: 'tester' };

const namespaces = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:lemniscate="urn:lemniscate:bpmn:1"',
].join(' ');

/** Compiles processes given as the content of `definitions`; the first one is returned, all can be called. */
export async function deploy({ ports }: TemporalEnv, content: string): Promise<Program> {
  const xml = `<definitions id="d" targetNamespace="urn:test" ${namespaces}>${content}</definitions>`;
  const { programs, problems } = await compileBpmn(xml);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = programs[0];
  if (!first || errors.length > 0)
    throw new DeploymentFailedError(errors.map(({ message }) => message));
  for (const each of programs) ports.programs.set(each.processId, each);
  return first;
}

/** Thrown when the model of a test does not compile. */
export class DeploymentFailedError extends Error {
  readonly code = 'deploymentFailed';

  constructor(messages: readonly string[]) {
    super(`Expected a model without errors but got: ${messages.join('; ')}`);
  }
}

export interface StartChoices {
  readonly variables?: Variables;
  readonly limits?: ProcessWorkflowLimits;
  readonly startElementId?: string;
  readonly startDefinition?: number;
}

export function startInstance(
  { client, taskQueue }: TemporalEnv,
  program: Program,
  { variables = {}, limits, ...begin }: StartChoices = {},
): Promise<WorkflowHandle> {
  const instanceId = randomUUID();
  const { processId, hash: programHash } = program;
  const args: ProcessWorkflowArguments = [
    program,
    {
      instance: {
        organisationId: 'test',
        instanceId,
        processId,
        processDefinitionKey: `${processId}:1`,
        processDefinitionVersion: 1,
        programHash,
        mode: 'live',
        rootInstanceId: instanceId,
      },
      ...(limits && { limits }),
      begin: { type: 'start', variables, zone: 'UTC', actor: tester, ...begin },
    },
  ];
  return client.workflow.start(processId, { workflowId: instanceId, taskQueue, args });
}

/** Waits for the open task of an element. */
export function findTask(
  { ports }: TemporalEnv,
  instanceId: string,
  elementId: string,
): Promise<string> {
  return waitUntil(`a task of ${elementId}`, () => {
    const closed = new Set([
      ...ports.recordsOf(instanceId, 'taskCompleted').map(({ taskId }) => taskId),
      ...ports.recordsOf(instanceId, 'taskCanceled').map(({ taskId }) => taskId),
    ]);
    const opened = ports.recordsOf(instanceId, 'taskOpened');
    return opened.find((each) => each.elementId === elementId && !closed.has(each.taskId))?.taskId;
  });
}

export async function completeTask(
  env: TemporalEnv,
  handle: WorkflowHandle,
  elementId: string,
  variables: Variables = {},
): Promise<CommandAnswer> {
  const taskId = await findTask(env, handle.workflowId, elementId);
  const command = { commandId: randomUUID(), taskId, assignmentEpoch: 1, variables, actor: tester };
  return insist(() => handle.executeUpdate(completeTaskUpdate, { args: [command] }));
}

/** Sends a command again while it is refused for a passing reason. */
export async function insist<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let left = 40; ; left -= 1) {
    try {
      return await send();
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** While a workflow task is taken again, its server refuses updates, or the instance does not know the task yet. */
function isPassing(error: unknown): boolean {
  if (error instanceof ServiceError) return true;
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure && cause.type === 'unknownTask';
}
