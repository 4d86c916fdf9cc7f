import {
  defaultFailureConverter,
  defaultPayloadConverter,
  ApplicationFailure,
} from '@temporalio/common';
import type { Program } from '../../engine/index.js';
import type { ProgramListener, ProgramListeners } from '../../engine/model/program.js';
import type { JobRequest, JobResult } from '../../workflows/activities/ports.js';
import type { TemporalEnv } from './temporal-env.js';

/**
 * The scripted worker of jobs: it takes a job only when a script answers it, or to put it off.
 *
 * A time-skipping server skips no time while an activity is scheduled or running, only while one waits for its
 * next attempt. So before time passes, open jobs are failed with a delay as long as that time. Each element has
 * a task queue of its own, so the jobs of other elements stay where they are.
 */
export interface JobBoard {
  /** The program with its jobs sent to the board; a script may take its time, so they never time out. */
  adopt(program: Program): Program;
  /** Takes the job and answers it. */
  answer(job: BoardJob, outcome: JobResult | ApplicationFailure): Promise<void>;
  /** Lets its next attempt wait for so long. */
  putOff(job: BoardJob, delayMs: number): Promise<void>;
  isAnswered(jobId: string): boolean;
}

export interface BoardJob {
  readonly jobId: string;
  readonly elementId: string;
}

const timeoutMs = 3650 * 86_400_000;
const retries = 10_000;

export function createJobBoard({ testEnv, taskQueue }: TemporalEnv): JobBoard {
  const answered = new Set<string>();
  const service = testEnv.connection.workflowService;
  const namespace = testEnv.namespace ?? 'default';
  const identity = 'scripted worker';
  /** Of jobs that came before the one looked for: each attempt is handed out once. */
  const taken = new Map<string, Uint8Array>();
  const queueOf = (elementId: string): string => `${taskQueue}-${elementId}`;

  async function take({ jobId, elementId }: BoardJob): Promise<Uint8Array> {
    for (;;) {
      const known = taken.get(jobId);
      taken.delete(jobId);
      if (known !== undefined) return known;
      const task = await service.pollActivityTaskQueue({
        namespace,
        identity,
        taskQueue: { name: queueOf(elementId) },
      });
      const input = task.input?.payloads?.[0];
      if (!input) continue;
      taken.set(defaultPayloadConverter.fromPayload<JobRequest>(input).jobId, task.taskToken);
    }
  }

  return {
    adopt: (program) => ({
      ...program,
      elements: program.elements.map((element) => {
        const forBoard = { timeoutMs, retries, taskQueue: queueOf(element.id) };
        const attributes =
          'timeoutMs' in element.attributes
            ? { ...element.attributes, ...forBoard }
            : element.attributes;
        if (element.listeners === undefined) return { ...element, attributes };
        const { starting, closing, ending } = element.listeners;
        const adopt = (listeners: readonly ProgramListener[] = []): readonly ProgramListener[] =>
          listeners.map((each) => ({ ...each, job: { ...each.job, ...forBoard } }));
        const listeners: ProgramListeners = {
          ...(starting && { starting: adopt(starting) }),
          ...(closing && { closing: adopt(closing) }),
          ...(ending && { ending: adopt(ending) }),
        };
        return { ...element, attributes, listeners };
      }),
    }),
    async answer(job, outcome) {
      const taskToken = await take(job);
      answered.add(job.jobId);
      if (outcome instanceof Error) {
        const failure = defaultFailureConverter.errorToFailure(outcome, defaultPayloadConverter);
        await service.respondActivityTaskFailed({ namespace, identity, taskToken, failure });
        return;
      }
      const payloads = [defaultPayloadConverter.toPayload(outcome)];
      await service.respondActivityTaskCompleted({
        namespace,
        identity,
        taskToken,
        result: { payloads },
      });
    },
    async putOff(job, delayMs) {
      const taskToken = await take(job);
      const failure = defaultFailureConverter.errorToFailure(
        ApplicationFailure.create({ message: 'put off', nextRetryDelay: delayMs }),
        defaultPayloadConverter,
      );
      await service.respondActivityTaskFailed({ namespace, identity, taskToken, failure });
    },
    isAnswered: (jobId) => answered.has(jobId),
  };
}
