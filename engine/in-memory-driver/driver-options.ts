import type { Agreement } from '../clocks/agreement.js';
import type { BusinessCalendar } from '../clocks/calendar.js';
import type { DecisionModel } from '../dmn/model/decision-model.js';
import type { Program } from '../model/program.js';
import type { AgreementScope } from '../protocol/clock-terms.js';
import type { RunJob } from '../protocol/commands.js';
import type { Input } from '../protocol/inputs.js';
import type { JobOutcome } from '../protocol/job-outcome.js';
import type { RunScriptNow } from '../protocol/scripts.js';
import type { Deployment } from './deployed-decisions.js';
import type { InMemoryFact } from './driver-data.js';

/** Does the jobs of one type, at once. */
export type JobHandler = (job: RunJob) => JobOutcome;

export interface InMemoryDriverOptions {
  /** What can be started and called. Of several with one process id, the last is the latest. */
  readonly programs: readonly Program[];
  /** What business rule tasks can call, deployed together with the programs. */
  readonly decisions?: readonly DecisionModel[];
  /** What was deployed afterwards, in order; of interest to whoever takes up a snapshot. */
  readonly laterDeployments?: readonly Deployment[];
  /** The virtual clock's first instant, epoch milliseconds. */
  readonly startAt: number;
  /** IANA zone of the instances; left out, UTC. */
  readonly zone?: string;
  /** Calendars that clocks may count in. */
  readonly calendars?: readonly BusinessCalendar[];
  /** Agreements by whose targets clocks may count. Both lists may change: the input `termsPublished` tells instances. */
  readonly agreements?: readonly Agreement[];
  /** Where the instances belong, as far as agreements ask. */
  readonly scope?: AgreementScope;
  /** Messages, signals and time begin instances of the latest versions; left out, only `start` does. */
  readonly startsByEvents?: boolean;
  /** By job type. Jobs of other types stay open until somebody answers them. */
  readonly jobHandlers?: Readonly<Record<string, JobHandler>>;
  /** Does what no handler of `jobHandlers` does; a job for which it gives nothing stays open. */
  readonly handleJob?: (job: RunJob) => JobOutcome | undefined;
  /** Runs JavaScript of script tasks; left out, such tasks come to an incident. */
  readonly runScript?: RunScriptNow;
  /** Writes each state to JSON and reads it back before the next input, as a durable driver may. */
  readonly isStoring?: boolean;
  /** Sees every input just before an instance takes it in; whoever keeps them can replay the instance. */
  readonly observeInput?: (instanceId: string, input: Input) => void;
  /** Sees every fact as it happens, across all instances. */
  readonly observeFact?: (instanceId: string, fact: InMemoryFact) => void;
  /** Inputs per call before the driver gives up on processes that keep each other busy; left out, 100,000. */
  readonly maxInputs?: number;
}
