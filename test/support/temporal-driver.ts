import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import type { DecisionModel } from '../../engine/dmn/index.js';
import { addDecisions } from '../../engine/in-memory-driver/index.js';
import type { Actor, Program } from '../../engine/index.js';
import type { InstanceIdentity, JobResult } from '../../workflows/activities/ports.js';
import {
  cancelInstanceUpdate,
  completeAdHocUpdate,
  completeJobUpdate,
  completeTaskUpdate,
  deliverBpmnSignalSignal,
  deliverMessageSignal,
  publishTermsUpdate,
  retryIncidentUpdate,
  setVariablesUpdate,
  startActivitiesUpdate,
  suspendInstanceUpdate,
  type ProcessWorkflowArguments,
  type ProcessWorkflowLimits,
} from '../../workflows/messages.js';
import type {
  ConformanceDriver,
  ConformanceRun,
  ConformanceStart,
  InstanceFacts,
  PublishedTerms,
  Stimulus,
} from '../conformance/driver.js';
import { workOf } from '../conformance/open-work.js';
import { skip } from './temporal-clock.js';
import type { TemporalEnv } from './temporal-env.js';
import type { JobBoard } from './temporal-job-board.js';
import { bpmnError, outcomeOf } from './temporal-job-outcome.js';
import { toldInstances } from './temporal-told-instances.js';
import { readStanding, waitUntil, type WorkflowStanding } from './temporal-quiet.js';

const actor: Actor = { type: 'user', id: 'tester' };
const dayMs = 86_400_000;
/** Timers that are due within this time count as due at a nominal instant: the clock of a server never stops. */
const toleranceMs = 30_000;
/**
 * The server is kept behind nominal time, with every step a little more, so that the time steps take moves nothing
 * past the end of a business day.
 */
const leadMs = 10_000;
const leadPerStepMs = 1_000;

export interface TemporalDriverOptions {
  readonly name: string;
  readonly env: TemporalEnv;
  /** Serves the worker's jobs. */
  readonly board: JobBoard;
  readonly limits?: ProcessWorkflowLimits;
  /**
   * The server's clock is left alone: cases begin at once, and time passes only by itself. Spares everything that
   * keeps the clock able to skip, which a case without it has no use for.
   */
  readonly isClockStill?: boolean;
}

/** Carries out conformance cases on a time-skipping Temporal server, one case at a time. */
export function createTemporalDriver(options: TemporalDriverOptions): ConformanceDriver {
  return { name: options.name, begin: (start) => TemporalRun.begin(start, options) };
}

class TemporalRun implements ConformanceRun {
  #now: number;
  #leadMs = leadMs;

  private constructor(
    readonly startedAt: number,
    private readonly rootId: string,
    private readonly programs: readonly Program[],
    private readonly options: TemporalDriverOptions,
  ) {
    this.#now = startedAt;
  }

  static async begin(
    start: ConformanceStart,
    options: TemporalDriverOptions,
  ): Promise<TemporalRun> {
    const { env, limits, isClockStill = false } = options;
    const startedAt = isClockStill ? await nearNow(env) : await skipToStart(env, start.startsAt);
    const programs = start.programs.map(options.board.adopt);
    env.ports.clear();
    for (const each of programs) env.ports.programs.set(each.processId, each);
    for (const each of start.calendars) env.ports.calendars.set(each.id, each);
    for (const each of start.agreements) env.ports.agreements.set(each.id, each);
    addDecisions(env.ports.decisions, { programs, decisions: start.decisions });
    const rootId = randomUUID();
    const run = new TemporalRun(startedAt, rootId, programs, options);
    const { processId, startElementId, startDefinition, businessKey } = start;
    const instance = { ...identityOf(rootId, processId, businessKey), ...start.scope };
    const args: ProcessWorkflowArguments = [
      programs.find((each) => each.processId === processId)!,
      {
        instance,
        ...(limits && { limits }),
        begin: {
          type: 'start',
          variables: start.variablesAt(startedAt),
          zone: 'UTC',
          actor,
          ...(startElementId !== undefined && { startElementId }),
          ...(startDefinition !== undefined && { startDefinition }),
        },
      },
    ];
    await env.client.workflow.start(processId, {
      workflowId: rootId,
      taskQueue: env.taskQueue,
      args,
    });
    await run.settle();
    return run;
  }

  now(): number {
    return this.#now;
  }

  deploy(decisions: readonly DecisionModel[], isTogether: boolean): Promise<void> {
    const programs = isTogether ? this.programs : [];
    addDecisions(this.options.env.ports.decisions, { programs, decisions });
    return Promise.resolve();
  }

  async publishTerms(terms: PublishedTerms): Promise<void> {
    const { ports } = this.options.env;
    if (terms.source === 'calendar') ports.calendars.set(terms.calendar.id, terms.calendar);
    else ports.agreements.set(terms.agreement.id, terms.agreement);
    const { id, version } = terms.source === 'calendar' ? terms.calendar : terms.agreement;
    for (const { instanceId } of await this.instances()) {
      const command = { commandId: randomUUID(), source: terms.source, id, version };
      await refusalOf(
        this.handle(instanceId)
          .executeUpdate(publishTermsUpdate, { args: [command] })
          .then(() => undefined),
      );
    }
    await this.settle();
  }

  async apply(stimulus: Stimulus): Promise<string | undefined> {
    // A job canceled in its queue would stop the server's clock for good; one that waits for an attempt does not.
    const mayStopClock = this.options.isClockStill !== true && !('jobId' in stimulus);
    if (mayStopClock) await this.putJobsOff(250);
    const refusal = await refusalOf(this.send(stimulus));
    await this.settle();
    return refusal;
  }

  async advanceTo(at: number): Promise<void> {
    this.#leadMs += leadPerStepMs;
    const target = at - this.#leadMs;
    const { testEnv } = this.options.env;
    for (;;) {
      const ringsAt = earliestRing(await this.settle());
      if (ringsAt === undefined || ringsAt > target + toleranceMs) break;
      await this.sleepUntil(ringsAt);
    }
    if ((await testEnv.currentTimeMs()) < target) await this.sleepUntil(target);
    this.#now = Math.max(this.#now, at);
  }

  instances(): Promise<readonly InstanceFacts[]> {
    return Promise.resolve(toldInstances(this.options.env.ports, this.rootId));
  }

  async close(): Promise<void> {
    for (const [workflowId, standing] of await this.settle()) {
      if (!standing.isClosed) await this.handle(workflowId).terminate('The case is over');
    }
  }

  private handle(workflowId: string): WorkflowHandle {
    return this.options.env.client.workflow.getHandle(workflowId);
  }

  /** Jobs of external workers are answered to the instance itself. */
  private async answerExternal(stimulus: Stimulus): Promise<boolean> {
    if (!('jobId' in stimulus)) return false;
    const { instanceId, jobId } = stimulus;
    const outcome = outcomeOf(stimulus);
    if (outcome === undefined || !this.options.env.ports.externalJobs.has(jobId)) return false;
    const command = { commandId: randomUUID(), jobId, outcome };
    await this.handle(instanceId).executeUpdate(completeJobUpdate, { args: [command] });
    return true;
  }

  private async send(stimulus: Stimulus): Promise<void> {
    if (await this.answerExternal(stimulus)) return;
    const handle = this.handle(stimulus.instanceId);
    const commandId = randomUUID();
    switch (stimulus.type) {
      case 'completeTask': {
        const { taskId, variables, by = actor.id } = stimulus;
        const command = {
          commandId,
          taskId,
          assignmentEpoch: this.epochOf(stimulus),
          variables,
          actor: { type: 'user' as const, id: by },
        };
        await handle.executeUpdate(completeTaskUpdate, { args: [command] });
        return;
      }
      case 'completeJob':
        await this.answer(stimulus, stimulus.variables);
        return;
      case 'failJob':
        await this.answer(stimulus, ApplicationFailure.nonRetryable(stimulus.message));
        return;
      case 'throwError':
        await this.answer(
          stimulus,
          bpmnError(stimulus.message, stimulus.errorCode, stimulus.variables),
        );
        return;
      case 'message': {
        const { messageId, subscriptionId, variables } = stimulus;
        await handle.signal(deliverMessageSignal, { messageId, subscriptionId, variables });
        return;
      }
      case 'signal':
        await handle.signal(deliverBpmnSignalSignal, {
          deliveryId: commandId,
          name: stimulus.name,
          variables: stimulus.variables,
        });
        return;
      case 'retry': {
        const { incidentId, variables } = stimulus;
        const command = { commandId, incidentId, actor, ...(variables && { variables }) };
        await handle.executeUpdate(retryIncidentUpdate, { args: [command] });
        return;
      }
      case 'setVariables': {
        const { variables, elementInstanceId } = stimulus;
        const target = elementInstanceId === undefined ? {} : { elementInstanceId };
        await handle.executeUpdate(setVariablesUpdate, {
          args: [{ commandId, variables, actor, ...target }],
        });
        return;
      }
      case 'startActivities': {
        const { elementInstanceId, activities } = stimulus;
        const command = { commandId, elementInstanceId, activities, actor };
        await handle.executeUpdate(startActivitiesUpdate, { args: [command] });
        return;
      }
      case 'completeAdHoc': {
        const { elementInstanceId } = stimulus;
        const command = { commandId, elementInstanceId, actor };
        await handle.executeUpdate(completeAdHocUpdate, { args: [command] });
        return;
      }
      case 'suspend':
      case 'resume': {
        const command = { commandId, isSuspended: stimulus.type === 'suspend', actor };
        await handle.executeUpdate(suspendInstanceUpdate, { args: [command] });
        return;
      }
      case 'cancel':
        await handle.executeUpdate(cancelInstanceUpdate, {
          args: [{ commandId, reason: stimulus.reason, actor }],
        });
    }
  }

  private async sleepUntil(at: number): Promise<void> {
    const { testEnv } = this.options.env;
    const delay = Math.max(1, Math.ceil(at - (await testEnv.currentTimeMs())) + 1);
    await this.putJobsOff(delay + 20);
    await skip(this.options.env, delay);
  }

  private async putJobsOff(delay: number): Promise<void> {
    const { board, env } = this.options;
    for (const { kind, isOpen, id: jobId, element: elementId } of workOf(await this.instances())) {
      const isWaiting = kind === 'job' && isOpen && !board.isAnswered(jobId);
      if (isWaiting && !env.ports.externalJobs.has(jobId))
        await board.putOff({ jobId, elementId }, delay);
    }
  }

  private async answer(
    { instanceId, jobId }: { readonly instanceId: string; readonly jobId: string },
    outcome: JobResult | ApplicationFailure,
  ): Promise<void> {
    const { board, env } = this.options;
    const created = env.ports
      .recordsOf(instanceId, 'jobCreated')
      .find((each) => each.jobId === jobId);
    if (created) await board.answer({ jobId, elementId: created.elementId }, outcome);
  }

  private epochOf({
    instanceId,
    taskId,
  }: {
    readonly instanceId: string;
    readonly taskId: string;
  }): number {
    const opened = this.options.env.ports.recordsOf(instanceId, 'taskOpened');
    return opened.find((each) => each.taskId === taskId)?.assignmentEpoch ?? 0;
  }

  /** Waits until only the outside or a timer can move anything. */
  private settle(): Promise<ReadonlyMap<string, WorkflowStanding>> {
    return waitUntil('all instances to be quiet', async () => {
      const standings = new Map<string, WorkflowStanding>();
      const found = [
        this.rootId,
        ...this.options.env.ports.instancesOf(this.rootId).map((each) => each.instanceId),
      ];
      for (let workflowId = found.shift(); workflowId !== undefined; workflowId = found.shift()) {
        if (standings.has(workflowId)) continue;
        const standing = await this.standingOf(workflowId);
        if (!standing.isQuiet) return undefined;
        standings.set(workflowId, standing);
        found.push(...standing.openChildren);
      }
      const hasUnseenEnd = [...standings.values()].some(({ openChildren }) =>
        openChildren.some((id) => standings.get(id)?.isClosed),
      );
      return hasUnseenEnd || (await this.isRinging(standings)) ? undefined : standings;
    });
  }

  private async isRinging(standings: ReadonlyMap<string, WorkflowStanding>): Promise<boolean> {
    const ringsAt = earliestRing(standings);
    return ringsAt !== undefined && ringsAt <= (await this.options.env.testEnv.currentTimeMs());
  }

  private standingOf(workflowId: string): Promise<WorkflowStanding> {
    const { env, board } = this.options;
    return readStanding(env.client, workflowId, (jobId) => !board.isAnswered(jobId));
  }
}

function identityOf(
  instanceId: string,
  processId: string,
  businessKey: string | undefined,
): InstanceIdentity {
  return {
    organisationId: 'test',
    instanceId,
    processId,
    processDefinitionKey: `${processId}:1`,
    processDefinitionVersion: 1,
    programHash: processId,
    mode: 'live',
    rootInstanceId: instanceId,
    ...(businessKey !== undefined && { businessKey }),
  };
}

/** An instant that the server passes while a case runs, and is never half a minute away from. */
async function nearNow({ testEnv }: TemporalEnv): Promise<number> {
  return (await testEnv.currentTimeMs()) + toleranceMs / 2;
}

/** The next such weekday and time of day on the server's clock. */
async function skipToStart(
  env: TemporalEnv,
  { weekday, hour, minute }: ConformanceStart['startsAt'],
): Promise<number> {
  const now = await env.testEnv.currentTimeMs();
  const midnight = Math.floor(now / dayMs) * dayMs;
  const today = new Date(midnight).getUTCDay() || 7;
  let startAt = midnight + ((weekday - today + 7) % 7) * dayMs + (hour * 60 + minute) * 60_000;
  if (startAt - leadMs <= now) startAt += 7 * dayMs;
  await skip(env, Math.ceil(startAt - leadMs - now));
  return startAt;
}

async function refusalOf(sending: Promise<void>): Promise<string | undefined> {
  try {
    await sending;
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      return error.cause.type ?? undefined;
    }
    // An ended instance is a closed workflow, which takes no Update.
    if (error instanceof WorkflowNotFoundError) return 'instanceEnded';
    throw error;
  }
}

function earliestRing(standings: ReadonlyMap<string, WorkflowStanding>): number | undefined {
  const rings = [...standings.values()].flatMap(({ ringsAt }) => ringsAt ?? []);
  return rings.length > 0 ? Math.min(...rings) : undefined;
}
