import { createInMemoryDriver, type InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import type { InstanceState, Program, TraceRecord } from '../../engine/index.js';
import { withChoices } from './chosen-flows.js';
import type { SoundnessFinding, VerificationStep } from '../../engine/verification/index.js';

const actor = { type: 'user', id: 'tester' } as const;

/** Where a process stands after it has been played, and what has happened. */
export interface Played {
  readonly state: InstanceState;
  readonly trace: readonly TraceRecord[];
}

/** A step that nothing in the process waits for. */
export class StepNotPlayableError extends Error {
  constructor(step: VerificationStep) {
    super(`Expected the process to wait for ${JSON.stringify(step)} but it does not`);
    this.name = 'StepNotPlayableError';
  }
}

/**
 * Plays a counterexample on the engine's own driver. Each gateway takes the flows of the next `choose` about it,
 * and beyond the last one its first flow.
 */
export function play(program: Program, steps: readonly VerificationStep[]): Played {
  return new Player(program, steps).play();
}

/** Whether playing the counterexample of a finding leads to what it tells. */
export function showsFinding(program: Program, finding: SoundnessFinding): boolean {
  const { kind, variant, elementIds, counterexample: steps = [], repeatedSteps = 0 } = finding;
  const { state, trace } = play(program, steps);
  if (kind === 'improperCompletion') {
    return trace.some(({ type }) => type === 'instanceFailed');
  }
  if (variant === 'joins') {
    return elementIds.every((id) => waitingAt(program, state).includes(id));
  }
  if (variant === 'endless') return state.status !== 'ended';
  if (kind !== 'unboundedTokens') return countPasses(trace, finding) > 1;
  const loop = steps.slice(steps.length - repeatedSteps);
  const again = play(program, [...steps, ...loop, ...loop, ...loop]);
  return countPasses(again.trace, finding) >= countPasses(trace, finding) + 3;
}

/** How often tokens have passed where they come together. */
function countPasses(
  trace: readonly TraceRecord[],
  { flowIds, elementIds }: SoundnessFinding,
): number {
  const passes = trace.filter((record) =>
    flowIds.length > 0
      ? record.type === 'flowTaken' && flowIds.includes(record.flowId)
      : record.type === 'elementActivated' && elementIds.includes(record.elementId),
  );
  return passes.length;
}

/** Joins that tokens wait at. */
function waitingAt(program: Program, state: InstanceState): readonly string[] {
  return Object.values(state.instances).flatMap(({ parked = {} }) =>
    Object.keys(parked).map((flow) => {
      const target = program.flows[Number(flow)]?.target ?? -1;
      return program.elements[target]?.id ?? '';
    }),
  );
}

class Player {
  private readonly driver: InMemoryDriver;
  private readonly choices = new Map<string, (readonly string[])[]>();
  private instanceId = '';

  private readonly program: Program;

  constructor(
    program: Program,
    private readonly steps: readonly VerificationStep[],
  ) {
    this.program = withChoices(program, (gateway) => this.decide(gateway));
    this.driver = createInMemoryDriver({ programs: [this.program], startAt: 0 });
    for (const step of steps) {
      if (step.do !== 'choose') continue;
      this.choices.set(step.element, [...(this.choices.get(step.element) ?? []), step.flows]);
    }
  }

  private decide(gateway: string): readonly string[] {
    const flows = this.choices.get(gateway)?.shift();
    if (flows !== undefined) return flows;
    const element = this.program.elements.find(({ id }) => id === gateway);
    return element?.outgoing.map((flow) => this.program.flows[flow]?.id ?? '').slice(0, 1) ?? [];
  }

  play(): Played {
    for (const step of this.steps) if (step.do !== 'choose') this.perform(step);
    const { state } = this.driver.instance(this.instanceId);
    return { state, trace: this.trace() };
  }

  private trace(): readonly TraceRecord[] {
    return this.instanceId === ''
      ? []
      : this.driver.instance(this.instanceId).facts.map(({ record }) => record);
  }

  private perform(step: VerificationStep): void {
    if (step.do === 'start') {
      this.instanceId = this.driver.start({ processId: this.program.processId, actor });
    } else {
      const { state } = this.driver.instance(this.instanceId);
      const wait = Object.entries(state.waits).find(([, each]) => {
        const owner = state.instances[each.owner];
        const element = 'event' in each ? each.event : (owner?.element ?? -1);
        return 'element' in step && this.program.elements[element]?.id === step.element;
      });
      if (wait === undefined) throw new StepNotPlayableError(step);
      const [id] = wait;
      if (step.do === 'completeTask') {
        this.driver.apply(this.instanceId, {
          type: 'taskCompleted',
          taskId: id,
          variables: {},
          actor,
        });
      } else {
        const message = { subscriptionId: id, messageId: 'm', variables: {} };
        this.driver.apply(this.instanceId, { type: 'messageReceived', ...message });
      }
    }
  }
}
