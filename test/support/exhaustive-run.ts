import {
  createInstance,
  type InstanceState,
  type Input,
  type Program,
  step,
  type TraceRecord,
} from '../../engine/index.js';
import { withChoices } from './chosen-flows.js';
import type { ModelFacts } from './model-facts.js';

export interface Edge {
  readonly from: number;
  readonly to: number;
  /** Scopes that lie around what has gone on. */
  readonly inside: readonly string[];
}

/** A state that a process can come to. */
export interface ReachedState {
  readonly text: string;
  /** End events that have been reached in scopes that are active. */
  readonly ended: ReadonlySet<string>;
  /** Keys of active scopes, by their ids. */
  readonly scopes: ReadonlyMap<string, string>;
  /** Places with more than one token: elements, and flows on which tokens wait. */
  readonly overfull: readonly string[];
}

const actor = { type: 'user', id: 'tester' } as const;
/** Decisions in one step: more are taken for a loop that nothing ends. */
const mostDecisions = 14;

/** Executes a model by the engine itself in every possible way: all orders, all choices. */
export class ExhaustiveRun {
  readonly states: ReachedState[] = [];
  readonly edges: Edge[] = [];
  readonly live = new Set<string>();
  /** States from which a second token can come to an end event, and these events. */
  readonly endedTwice: { readonly from: number; readonly end: string }[] = [];
  /** What has thrown an error that ended the process while other tokens were under way. */
  readonly failures = new Set<string>();
  isComplete = true;
  /** A loop that nothing waits in has met the bound of a step. */
  isLooping = false;
  private readonly known = new Map<string, number>();
  private readonly program: Program;
  private decisions: { taken: number; ways: number }[] = [];
  private asked = 0;

  constructor(
    private readonly facts: ModelFacts,
    program: Program,
    private readonly mostStates: number,
  ) {
    this.program = withChoices(program, (gateway) => this.decide(gateway));
    this.run();
  }

  private run(): void {
    const variables = {};
    const instanceId = 'i';
    const started: Input = {
      type: 'instanceStarted',
      at: 0,
      instanceId,
      variables,
      zone: 'UTC',
      actor,
    };
    this.takeAllWays(() => {
      this.reach(createInstance(this.program), started, undefined, [], '');
    });
    let at = 0;
    for (; at < this.states.length && at < this.mostStates; at += 1) this.expand(at);
    if (at < this.states.length) this.isComplete = false;
  }

  /** Once for every combination of decisions that gateways take on the way. */
  private takeAllWays(take: () => void): void {
    this.decisions = [];
    do {
      this.asked = 0;
      take();
      this.decisions = this.decisions.slice(0, this.asked);
      while (isLast(this.decisions.at(-1))) this.decisions.pop();
      const last = this.decisions.at(-1);
      if (last !== undefined) last.taken += 1;
    } while (this.decisions.length > 0 && this.isComplete);
  }

  private decide(gateway: string): readonly string[] {
    const choices = this.facts.choicesAt(gateway);
    const at = this.asked;
    this.asked += 1;
    if (at >= mostDecisions) this.isComplete = false;
    const decision = (this.decisions[at] ??= { taken: 0, ways: choices.length });
    // Beyond the bound any way out will do, as nothing is judged any more.
    return choices[at >= mostDecisions ? at % choices.length : decision.taken] ?? [];
  }

  /** Every wait can be over: tasks and messages alike. */
  private expand(at: number): void {
    const { text, overfull } = this.states[at] ?? { text: '', overfull: [] };
    const state = JSON.parse(text) as InstanceState;
    if (state.status === 'ended' || overfull.length > 0) return;
    for (const [waitId, wait] of Object.entries(state.waits)) {
      const owner = state.instances[wait.owner];
      if (owner === undefined || !this.isComplete) continue;
      const element = 'event' in wait ? this.idAt(wait.event) : this.idAt(owner.element);
      if (!this.mayOccur(state, element, owner.scope)) continue;
      const inside: string[] = [];
      for (let key = owner.scope; key !== ''; key = state.instances[key]?.scope ?? '') {
        inside.push(this.idAt(state.instances[key]?.element ?? -1));
      }
      const input = inputFor(waitId, wait.type);
      this.takeAllWays(() => {
        this.reach(JSON.parse(text) as InstanceState, input, at, inside, element);
      });
    }
  }

  private reach(
    state: InstanceState,
    input: Input,
    from: number | undefined,
    inside: readonly string[],
    occurred: string,
  ): void {
    const parked = Object.values(state.instances).filter((instance) =>
      Object.values(instance.parked ?? {}).some((tokens) => tokens > 0),
    );
    const parkedIn = new Set(parked.map(({ element }) => this.idAt(element)));
    const { trace } = step(this.program, state, input);
    this.noteFailure(trace, parkedIn);
    if (trace.some(({ type }) => type === 'incidentRaised')) {
      this.isComplete = false;
      this.isLooping = true;
    }
    const ended = this.endedAfter(trace, from, occurred);
    const key = `${canonical(state)} ${[...ended].sort().join()}`;
    const to = this.known.get(key) ?? this.add(key, state, ended);
    if (from !== undefined) this.edges.push({ from, to, inside });
  }

  private add(key: string, state: InstanceState, ended: ReadonlySet<string>): number {
    const index = this.states.length;
    const scopes = Object.values(state.instances).map(
      ({ element, key: scope }): [string, string] => [this.idAt(element), scope],
    );
    this.states.push({
      text: JSON.stringify(state),
      ended,
      scopes: new Map(scopes.filter(([id]) => this.facts.graphs.has(id))),
      overfull: state.status === 'ended' ? [] : this.overfull(state),
    });
    this.known.set(key, index);
    return index;
  }

  /** A token that has come to its end is remembered as long as its scope is active. */
  private endedAfter(
    trace: readonly TraceRecord[],
    from: number | undefined,
    occurred: string,
  ): ReadonlySet<string> {
    const { facts } = this;
    const ended = new Set(from === undefined ? [] : this.states[from]?.ended);
    for (const id of facts.own.get(occurred) ?? []) ended.delete(id);
    for (const record of trace) {
      if (record.type !== 'elementActivated') continue;
      const { elementId: id } = record;
      this.live.add(id);
      for (const end of [...ended]) if (facts.around(end).has(id) && end !== id) ended.delete(end);
      if (facts.nodes.get(id)?.kind !== 'end') continue;
      if (ended.has(id)) this.endedTwice.push({ from: from ?? -1, end: id });
      ended.add(id);
    }
    return ended;
  }

  private noteFailure(trace: readonly TraceRecord[], parkedIn: ReadonlySet<string>): void {
    if (!trace.some(({ type }) => type === 'instanceFailed')) return;
    const thrownAt = trace.findIndex(({ type }) => type === 'errorThrown');
    const thrown = trace.find((record) => record.type === 'errorThrown');
    const around = this.facts.around(thrown?.elementId ?? '');
    const isBeside = (id: string) =>
      around.has(this.facts.scopeOf.get(id) ?? '') && !around.has(id) && !this.facts.apart.has(id);
    // What an event has interrupted before has handed its token on.
    const terminated = trace
      .slice(thrownAt)
      .flatMap((record) => (record.type === 'elementTerminated' ? [record.elementId] : []));
    const moving = trace.flatMap((record) => {
      if (record.type !== 'flowTaken') return [];
      const target = this.facts.flows.get(record.flowId)?.target ?? '';
      const isBegun = trace.some(
        (each) => each.type === 'elementActivated' && each.elementId === target,
      );
      return isBegun || this.facts.nodes.get(target)?.kind === 'end' ? [] : [target];
    });
    const isWaiting = [...parkedIn].some((scope) => around.has(scope));
    if (isWaiting || [...terminated, ...moving].some(isBeside))
      this.failures.add(thrown?.elementId ?? '');
  }

  /** An event that does not interrupt occurs again when nothing of its last occurrence is under way. */
  private mayOccur(state: InstanceState, element: string, scopeKey: string): boolean {
    const own = this.facts.own.get(element);
    if (own === undefined) return true;
    const parked = Object.keys(state.instances[scopeKey]?.parked ?? {});
    const active = Object.values(state.instances).filter(({ scope }) => scope === scopeKey);
    const places = [
      ...parked.map((flow) => this.flowAt(flow)),
      ...active.map((each) => this.idAt(each.element)),
    ];
    return !places.some((id) => own.has(id));
  }

  private overfull(state: InstanceState): readonly string[] {
    const counts = new Map<string, number>();
    for (const { element, scope, key, parked = {} } of Object.values(state.instances)) {
      const place = `${scope} ${this.idAt(element)}`;
      counts.set(place, (counts.get(place) ?? 0) + 1);
      for (const [flow, tokens] of Object.entries(parked))
        counts.set(`${key} ${this.flowAt(flow)}`, tokens);
    }
    return [...counts].flatMap(([place, tokens]) =>
      tokens > 1 ? [place.split(' ')[1] ?? ''] : [],
    );
  }

  idAt(element: number): string {
    return this.program.elements[element]?.id ?? '';
  }

  /** The id of the element that a flow (by its position) leads to. */
  targetOf(index: string): string {
    return this.idAt(this.program.flows[Number(index)]?.target ?? -1);
  }

  private flowAt(index: string): string {
    return this.program.flows[Number(index)]?.id ?? '';
  }
}

function isLast(decision: { taken: number; ways: number } | undefined): boolean {
  return decision !== undefined && decision.taken + 1 >= decision.ways;
}

function inputFor(waitId: string, type: string): Input {
  if (type === 'task')
    return { type: 'taskCompleted', at: 0, taskId: waitId, variables: {}, actor };
  return { type: 'messageReceived', at: 0, subscriptionId: waitId, messageId: 'm', variables: {} };
}

/** The same for states that differ in nothing but what things are called. */
function canonical(state: InstanceState): string {
  if (state.status === 'ended') return 'ended';
  const write = (key: string): string => {
    const instance = state.instances[key];
    if (instance === undefined) return '';
    const inner: string[] = [];
    for (let at = instance.firstInner; at !== ''; at = state.instances[at]?.next ?? '')
      inner.push(write(at));
    const parked = JSON.stringify(instance.parked ?? {});
    const settling = (instance.settling ?? []).map(({ element }) => element).join();
    return `${instance.element}(${parked}${settling}${inner.sort().join('')})`;
  };
  return write(state.root);
}
