import fc from 'fast-check';
import type { EventOptions } from './process-builder-events.js';
import { buildDefinitions, type ScopeBuilder } from './process-builder.js';

/** A task of one kind, or an event to wait for; some can be guarded by a boundary event. */
interface Step {
  readonly kind: 'step';
  readonly type:
    'task' | 'manual' | 'script' | 'user' | 'service' | 'message' | 'timer' | 'escalation';
  readonly guard?: Guard;
}

interface Guard {
  readonly type: 'timer' | 'message' | 'error' | 'escalation';
  readonly isInterrupting: boolean;
}

/** A piece of a process with one way in and one way out. */
export type Block =
  | Step
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'parallel'; readonly blocks: readonly Block[] }
  | { readonly kind: 'choice'; readonly blocks: readonly Block[]; readonly chosen: number }
  | {
      readonly kind: 'inclusive';
      readonly blocks: readonly Block[];
      /** A bit for each block but the first, which is taken when no other is. */
      readonly chosen: number;
    }
  | { readonly kind: 'loop'; readonly block: Block; readonly times: number }
  | {
      readonly kind: 'subProcess';
      readonly block: Block;
      readonly guard?: Guard;
      /** Begins an event sub-process inside. */
      readonly handler?: Guard;
    }
  | { readonly kind: 'call'; readonly block: Block };

const guards: fc.Arbitrary<Guard> = fc.oneof(
  fc.record({
    type: fc.constantFrom('timer' as const, 'message' as const),
    isInterrupting: fc.boolean(),
  }),
  fc.constant({ type: 'error' as const, isInterrupting: true }),
);

const plainSteps: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('step' as const),
  type: fc.constantFrom('task', 'manual', 'script', 'message', 'timer', 'user', 'service'),
});

const guardedSteps: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('step' as const),
  type: fc.constantFrom('user', 'service'),
  guard: guards,
});

const escalations: fc.Arbitrary<Block> = fc.constant({ kind: 'step', type: 'escalation' });

const anyGuards: fc.Arbitrary<Guard> = fc.oneof(
  guards,
  fc.record({ type: fc.constant('escalation' as const), isInterrupting: fc.boolean() }),
);

function inclusives(many: fc.Arbitrary<Block[]>): fc.Arbitrary<Block> {
  const chosen = fc.integer({ min: 0, max: 7 });
  return fc.record({ kind: fc.constant('inclusive' as const), blocks: many, chosen });
}

interface Tie {
  readonly many: fc.Arbitrary<Block[]>;
  readonly block: fc.Arbitrary<Block>;
}

/** With nothing that could end a branch before its join. */
function plainCompositions({ many, block }: Tie): fc.Arbitrary<Block>[] {
  return [
    fc.record({ kind: fc.constant('sequence' as const), blocks: many }),
    fc.record({ kind: fc.constant('parallel' as const), blocks: many }),
    fc.record({
      kind: fc.constant('choice' as const),
      blocks: many,
      chosen: fc.integer({ min: 0, max: 2 }),
    }),
    inclusives(many),
    fc.record({
      kind: fc.constant('loop' as const),
      block,
      times: fc.integer({ min: 1, max: 2 }),
    }),
    fc.record({ kind: fc.constant('subProcess' as const), block }),
    fc.record({ kind: fc.constant('call' as const), block }),
  ];
}

function compositions(tie: Tie): fc.Arbitrary<Block>[] {
  const { block } = tie;
  return [
    ...plainCompositions(tie),
    fc.record({ kind: fc.constant('subProcess' as const), block, guard: guards }),
  ];
}

const depth = {
  depthIdentifier: 'block',
  depthSize: 'small',
  maxDepth: 4,
  withCrossShrink: true,
} as const;

/** Processes made of nested blocks, whose end does not depend on which of two parallel branches is faster. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block; many: Block[] }>((tie) => ({
  many: fc.array(tie('block'), { minLength: 2, maxLength: 3, depthIdentifier: 'block' }),
  block: fc.oneof(
    depth,
    plainSteps,
    guardedSteps,
    ...compositions({ many: tie('many'), block: tie('block') }),
  ),
})).block;

/** Processes in which every token of a split comes to its join. */
export const gatewayBlocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block; many: Block[] }>(
  (tie) => ({
    many: fc.array(tie('block'), { minLength: 2, maxLength: 3, depthIdentifier: 'block' }),
    block: fc.oneof(
      depth,
      plainSteps,
      inclusives(tie('many')),
      ...plainCompositions({ many: tie('many'), block: tie('block') }),
    ),
  }),
).block;

/** The same with escalations and event sub-processes: what is interrupted depends on who comes first. */
export const eventfulBlocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block; many: Block[] }>(
  (tie) => ({
    many: fc.array(tie('block'), { minLength: 2, maxLength: 3, depthIdentifier: 'block' }),
    block: fc.oneof(
      depth,
      plainSteps,
      guardedSteps,
      escalations,
      ...compositions({ many: tie('many'), block: tie('block') }),
      fc.record({
        kind: fc.constant('subProcess' as const),
        block: tie('block'),
        guard: anyGuards,
        handler: anyGuards,
      }),
    ),
  }),
).block;

/** Puts the parts of a scope into the order in which they are written. */
export type Order = <Item>(items: readonly Item[]) => Item[];

type Part = (scope: ScopeBuilder) => unknown;

interface Ends {
  readonly first: string;
  readonly last: string;
}

/** Collects the parts of one process while blocks are laid out. */
class Layout {
  readonly called: { id: string; block: Block }[] = [];
  private count = 0;

  constructor(
    private readonly prefix: string,
    private readonly order: Order,
  ) {}

  /** Lays a block between a start and an end event; ids are given now, the order in which it is written later. */
  layScope(block: Block, handler?: Guard): Part {
    const parts: Part[] = [];
    const start = this.newId('start');
    const end = this.newId('end');
    parts.push((scope) => scope.start(start));
    parts.push((scope) => scope.end(end));
    const { first, last } = this.lay(block, parts);
    parts.push((scope) => scope.flow(start, first));
    parts.push((scope) => scope.flow(last, end));
    if (handler !== undefined) this.layHandler(handler, parts);
    return (scope) => {
      for (const part of this.order(parts)) part(scope);
    };
  }

  private newId(name: string): string {
    this.count += 1;
    return `${this.prefix}-${name}-${this.count}`;
  }

  private lay(block: Block, parts: Part[]): Ends {
    switch (block.kind) {
      case 'step':
        return this.layStep(block, parts);
      case 'sequence':
        return this.laySequence(block.blocks, parts);
      case 'parallel':
        return this.layParallel(block.blocks, parts);
      case 'choice':
        return this.layChoice(block.blocks, block.chosen, parts);
      case 'inclusive':
        return this.layInclusive(block.blocks, block.chosen, parts);
      case 'loop':
        return this.layLoop(block.block, block.times, parts);
      case 'subProcess': {
        const id = this.newId('sub');
        const content = this.layScope(block.block, block.handler);
        parts.push((scope) => scope.subProcess(id, content));
        return this.layGuard(id, block.guard, parts);
      }
      case 'call': {
        const id = this.newId('call');
        this.called.push({ id: `${id}-process`, block: block.block });
        // Only its input: what else is there when it begins depends on how far parallel branches have come.
        const inputs = { given: '=1' };
        parts.push((scope) => scope.call(id, `${id}-process`, { inputs }));
        return { first: id, last: id };
      }
    }
  }

  private layStep({ type, guard }: Step, parts: Part[]): Ends {
    const id = this.newId(type);
    const variable = id.replaceAll('-', '_');
    parts.push((scope) => {
      if (type === 'script') scope.script(id, '1 + 1', { result: variable });
      else if (type === 'message') scope.catch(id, { message: { name: id, key: '=businessKey' } });
      else if (type === 'timer') scope.catch(id, { timer: { duration: 'PT1H' } });
      else if (type === 'escalation') scope.throw(id, { escalation: 'warning' });
      else scope[type](id);
    });
    return this.layGuard(id, guard, parts);
  }

  private laySequence(inner: readonly Block[], parts: Part[]): Ends {
    const laid = inner.map((block) => this.lay(block, parts));
    laid.slice(1).forEach(({ first }, index) => {
      const before = laid[index]?.last ?? '';
      parts.push((scope) => scope.flow(before, first));
    });
    return { first: laid[0]?.first ?? '', last: laid.at(-1)?.last ?? '' };
  }

  private layParallel(inner: readonly Block[], parts: Part[]): Ends {
    const fork = this.newId('fork');
    const join = this.newId('join');
    parts.push((scope) => scope.parallel(fork).parallel(join));
    for (const block of inner) {
      const { first, last } = this.lay(block, parts);
      parts.push((scope) => scope.flow(fork, first));
      parts.push((scope) => scope.flow(last, join));
    }
    return { first: fork, last: join };
  }

  private layChoice(inner: readonly Block[], chosen: number, parts: Part[]): Ends {
    const split = this.newId('split');
    const merge = this.newId('merge');
    const fallback = `${split}-otherwise`;
    parts.push((scope) => scope.exclusive(split, { default: fallback }).exclusive(merge));
    inner.forEach((block, index) => {
      const { first, last } = this.lay(block, parts);
      const flow =
        index === 0 ? { id: fallback } : { condition: `${String(chosen)} = ${String(index)}` };
      parts.push((scope) => scope.flowIf(split, first, flow));
      parts.push((scope) => scope.flow(last, merge));
    });
    return { first: split, last: merge };
  }

  private layInclusive(inner: readonly Block[], chosen: number, parts: Part[]): Ends {
    const split = this.newId('some');
    const join = `${split}-joined`;
    const fallback = `${split}-otherwise`;
    parts.push((scope) => scope.inclusive(split, { default: fallback }).inclusive(join));
    inner.forEach((block, index) => {
      const { first, last } = this.lay(block, parts);
      const condition = (chosen >> index) % 2 === 1 ? 'true' : 'false';
      const flow = index === 0 ? { id: fallback } : { condition };
      parts.push((scope) => scope.flowIf(split, first, flow));
      parts.push((scope) => scope.flow(last, join));
    });
    return { first: split, last: join };
  }

  private layLoop(inner: Block, times: number, parts: Part[]): Ends {
    const begin = this.newId('begin');
    const variable = begin.replaceAll('-', '_');
    const again = this.newId('again');
    const count = this.newId('count');
    const enough = this.newId('enough');
    const back = `${enough}-back`;
    const { first, last } = this.lay(inner, parts);
    const after = this.newId('after');
    parts.push((scope) => scope.script(begin, '0', { result: variable }));
    parts.push((scope) => scope.exclusive(again).exclusive(enough, { default: back }).task(after));
    parts.push((scope) => scope.script(count, `${variable} + 1`, { result: variable }));
    parts.push((scope) => scope.flow(begin, again, first).flow(last, count, enough));
    parts.push((scope) => scope.flowIf(enough, again, { id: back }));
    const condition = `${variable} >= ${String(times)}`;
    parts.push((scope) => scope.flowIf(enough, after, { condition }));
    return { first: begin, last: after };
  }

  private eventOf(id: string, { type, isInterrupting }: Guard): EventOptions {
    switch (type) {
      case 'timer':
        return { timer: { duration: 'PT2H' }, isInterrupting };
      case 'message':
        return { message: { name: id, key: '=businessKey' }, isInterrupting };
      case 'error':
        return { error: '*' };
      case 'escalation':
        return { escalation: '*', isInterrupting };
    }
  }

  private layHandler(handler: Guard, parts: Part[]): void {
    const event = this.newId('guard');
    const handle = this.newId('handle');
    const end = this.newId('handled');
    parts.push((scope) =>
      scope.eventSubProcess(`${event}-handler`, (inner) =>
        inner
          .start(event, this.eventOf(event, handler))
          .user(handle)
          .end(end)
          .flow(event, handle, end),
      ),
    );
  }

  private layGuard(host: string, guard: Guard | undefined, parts: Part[]): Ends {
    if (guard === undefined) return { first: host, last: host };
    const event = this.newId('guard');
    const instead = this.newId('instead');
    const { isInterrupting } = guard;
    parts.push((scope) => scope.boundary(event, host, this.eventOf(event, guard)));
    parts.push((scope) => scope.user(instead));
    parts.push((scope) => scope.flow(event, instead));
    if (!isInterrupting) {
      const done = this.newId('done');
      parts.push((scope) => scope.end(done).flow(instead, done));
      return { first: host, last: host };
    }
    const merge = this.newId('merge');
    parts.push((scope) => scope.exclusive(merge).flow(host, merge).flow(instead, merge));
    return { first: host, last: merge };
  }
}

/** BPMN with the process `main` and all it calls; `order` says how the parts of each scope are written down. */
export function writeRandomProcess(block: Block, order: Order = (items) => [...items]): string {
  const definitions = buildDefinitions();
  const open = [{ id: 'main', block }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { id, block: content } = next;
    const layout = new Layout(id, order);
    definitions.process(id, layout.layScope(content));
    open.push(...layout.called);
  }
  return definitions.toXml();
}

/** An order that a seed decides. */
export function shuffledBy(seed: number): Order {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return (items) =>
    items
      .map((item) => ({ item, rank: next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
}
