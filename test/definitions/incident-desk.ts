import { loadLibrary } from '../../definitions/index.js';
import { validateForm } from '../../engine/forms/index.js';
import { createInMemoryDriver, type InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import type { RunJob, TraceRecord, Variables } from '../../engine/index.js';
import { compileDecisions } from '../support/compile-decisions.js';
import { compileBpmn } from '../../engine/parser/index.js';

type OpenedTask = Extract<TraceRecord, { type: 'taskOpened' }>;

const zone = 'Europe/Amsterdam';
/** Monday 2 November 2026, 09:00 in Amsterdam: the support hours begin. */
export const mondayMorning = Date.UTC(2026, 10, 2, 8, 0);
export const hour = 3_600_000;

export const report: Variables = {
  title: 'Salaries are not computed',
  description: 'The run of this month stops after one minute.',
  observedAt: '2026-11-02T08:40+01:00',
  contact: 'rita@demo.example',
};

/** One incident, carried through the shipped process by people who fill in the shipped forms. */
export class IncidentDesk {
  private instanceId = '';
  private received = 0;

  private constructor(
    private readonly driver: InMemoryDriver,
    private readonly forms: ReadonlyMap<string, unknown>,
    /** What the job `notify` was asked to tell. */
    readonly told: readonly Variables[],
  ) {}

  static async open(variant: 'standard' | 'payroll' = 'standard'): Promise<IncidentDesk> {
    const library = await loadLibrary();
    const process = library.processes.find(({ processId }) => processId === 'incident-escalation');
    const tailored = process?.tailored.find(({ name }) => name === variant);
    const { programs } = await compileBpmn((tailored ?? process)?.xml ?? '');
    const decisions = await compileDecisions(process?.decisions ?? []);
    const told: Variables[] = [];
    const notify = ({ variables }: RunJob) => {
      told.push(variables);
      return { type: 'completed' as const, variables: {} };
    };
    const driver = createInMemoryDriver({
      programs,
      decisions,
      startAt: mondayMorning,
      zone,
      calendars: library.calendars,
      jobHandlers: { notify },
      isStoring: true,
    });
    const forms = new Map((process?.forms ?? []).map(({ formId, schema }) => [formId, schema]));
    return new IncidentDesk(driver, forms, told);
  }

  /** Reports an incident, as `rita` unless somebody else is named. */
  report(answers: Variables = {}, by = 'rita'): void {
    const variables = this.fillIn('incident-report', { ...report, ...answers });
    const actor = { type: 'user' as const, id: by };
    const start = { processId: 'incident-escalation', businessKey: 'INC-1', variables, actor };
    this.instanceId = this.driver.start(start);
  }

  /** Fills in the form of an open task; the last one opened, if there are several. */
  complete(elementId: string, answers: Variables): void {
    const task = this.openTasks()
      .filter((one) => one.elementId === elementId)
      .at(-1);
    if (task === undefined) throw new RangeError(`Expected an open task '${elementId}'`);
    const variables = this.fillIn(task.formId ?? '', answers);
    const actor = { type: 'user' as const, id: 'anna' };
    const { taskId } = task;
    const refusal = this.driver.apply(this.instanceId, {
      type: 'taskCompleted',
      taskId,
      variables,
      actor,
    });
    if (refusal !== undefined) throw new RangeError(refusal.message);
  }

  receive(name: string, variables: Variables = {}): void {
    this.received += 1;
    const messageId = `message-${this.received}`;
    const message = { name, correlationKey: 'INC-1', messageId, timeToLiveMs: 0, variables };
    this.driver.publishMessage(message);
  }

  advance(milliseconds: number): void {
    this.driver.advanceTo(this.driver.now() + milliseconds);
  }

  openTasks(): readonly OpenedTask[] {
    const records = this.records();
    const closed = new Set(
      records.flatMap((one) =>
        one.type === 'taskCompleted' || one.type === 'taskCanceled' ? [one.taskId] : [],
      ),
    );
    return records.filter(
      (one): one is OpenedTask => one.type === 'taskOpened' && !closed.has(one.taskId),
    );
  }

  openElements(): readonly string[] {
    return this.openTasks().map(({ elementId }) => elementId);
  }

  completedElements(): readonly string[] {
    return this.records().flatMap((one) =>
      one.type === 'elementCompleted' ? [one.elementId] : [],
    );
  }

  incidents(): readonly string[] {
    return this.records().flatMap((one) =>
      one.type === 'incidentRaised' ? [one.incident.message] : [],
    );
  }

  outcome(): string | undefined {
    return this.driver.instance(this.instanceId).outcome?.type;
  }

  variable(name: string): unknown {
    const changes = this.records().flatMap((one) =>
      one.type === 'variablesChanged' || one.type === 'instanceStarted' ? [one.variables] : [],
    );
    return changes.filter((one) => name in one).at(-1)?.[name];
  }

  private records(): readonly TraceRecord[] {
    return this.driver.instance(this.instanceId).facts.map(({ record }) => record);
  }

  private fillIn(formId: string, answers: Variables): Variables {
    const schema = this.forms.get(formId);
    if (schema === undefined) throw new RangeError(`Expected a form '${formId}'`);
    const { data, problems } = validateForm(schema, answers, { now: this.driver.now(), zone });
    if (problems.length > 0) throw new RangeError(problems.map((one) => one.message).join(' '));
    return data;
  }
}
