import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { StartTimerDefinition, StartTimerPlan } from '../engine/index.js';

/** No process has such an id, so the dynamic workflow is never asked for it. */
export const TIMER_STARTER_TYPE = '$timerStarter';

/** The timer start of one deployed version. */
export interface TimerOrder {
  readonly version: number;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  /** Which of several definitions of the start event. */
  readonly definition?: number;
  readonly timer: StartTimerDefinition;
  /** Of local dates and times in the timer. */
  readonly zone: string;
  /** Epoch milliseconds: this version serves what is due from then on. */
  readonly deployedAt: number;
}

/** What a newer version makes of a timer start: another order, or nothing, where its model has no such timer any more. */
export interface TimerChange {
  readonly version: number;
  readonly deployedAt: number;
  readonly order: TimerOrder | null;
}

export interface TimerStarterStart {
  readonly organisationId: string;
  /** One timer start of one variant of a process, through all its versions. */
  readonly starterId: string;
  readonly order: TimerOrder;
  /** Events of one run; left out, the default. */
  readonly historyEvents?: number;
  /** Where the run before stood; `null`: it never fires again. Left out at the beginning. */
  readonly plan?: StartTimerPlan | null;
}

export const changeTimerSignal = defineSignal<[TimerChange]>('changeTimer');

export const timerPlanQuery = defineQuery<{
  readonly version: number;
  readonly dueAt: number | undefined;
}>('timerPlan');
