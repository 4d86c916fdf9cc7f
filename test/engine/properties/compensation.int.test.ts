import fc from 'fast-check';
import {
  createInstance,
  type Input,
  type InstanceState,
  type Program,
  step,
  type TraceRecord,
} from '../../../engine/index.js';
import { runsOf } from '../../support/property-runs.js';
import { compileOne } from '../../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';

/** A piece of a process in which every task has a handler. */
type Block =
  | { readonly kind: 'task' }
  | { readonly kind: 'sequence' | 'parallel'; readonly blocks: readonly Block[] }
  | { readonly kind: 'subProcess' | 'transaction' | 'loop'; readonly block: Block };

const depth = { depthIdentifier: 'block', depthSize: 'small', maxDepth: 4 } as const;

const blocks = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    depth,
    fc.record({ kind: fc.constant('task' as const) }),
    fc.record({
      kind: fc.constantFrom('sequence' as const, 'parallel' as const),
      blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3, depthIdentifier: 'block' }),
    }),
    fc.record({
      kind: fc.constantFrom('subProcess' as const, 'transaction' as const, 'loop' as const),
      block: tie('block'),
    }),
  ),
})).block;

const choices = fc.array(fc.nat(10_000), { maxLength: 40 });

/** Lays a block out; gives its first and its last element. */
function createLayout() {
  let count = 0;
  const newId = (name: string): string => `${name}${(count += 1)}`;
  const lay = (p: ScopeBuilder, block: Block): readonly [string, string] => {
    switch (block.kind) {
      case 'task': {
        const id = newId('task');
        p.user(id).boundary(`${id}-undo`, id, { compensation: '' });
        p.handler(`undo-${id}`, `${id}-undo`);
        return [id, id];
      }
      case 'sequence': {
        const ends = block.blocks.map((each) => lay(p, each));
        ends.slice(1).forEach(([first], index) => p.flow(ends[index]?.[1] ?? '', first));
        return [ends[0]?.[0] ?? '', ends.at(-1)?.[1] ?? ''];
      }
      case 'parallel': {
        const [fork, join] = [newId('fork'), newId('join')];
        p.parallel(fork).parallel(join);
        for (const each of block.blocks) {
          const [first, last] = lay(p, each);
          p.flow(fork, first).flow(last, join);
        }
        return [fork, join];
      }
      case 'loop': {
        const [again, more] = [newId('again'), newId('more')];
        const [first, last] = lay(p, block.block);
        p.exclusive(again).exclusive(more).script(`${more}-left`, 'left - 1', { result: 'left' });
        p.flow(again, first).flow(last, `${more}-left`, more);
        const [onwards, back] = [newId('task'), `${more}-back`];
        p.task(onwards).task(back).flow(back, again);
        p.flowIf(more, back, { condition: 'left >= 0' });
        p.flowIf(more, onwards, { condition: 'left < 0' });
        return [again, onwards];
      }
      default: {
        const id = newId(block.kind);
        p[block.kind](id, (q) => layScope(q, block.block));
        return [id, id];
      }
    }
  };
  const layScope = (p: ScopeBuilder, block: Block): ScopeBuilder => {
    const [start, end] = [newId('start'), newId('end')];
    const [first, last] = lay(p, block);
    return p.start(start).end(end).flow(start, first).flow(last, end);
  };
  return { lay, layScope };
}

/** In half of the models people compensate, in the others it takes no time. */
function withHandlers(xml: string, isSlow: boolean): string {
  return isSlow ? xml.replaceAll('bpmn:manualTask', 'bpmn:userTask') : xml;
}

interface Run {
  readonly state: InstanceState;
  readonly trace: readonly TraceRecord[];
}

/** Completes open tasks by choice until none is left; the message comes before a step of choice. */
function drive(program: Program, told: readonly number[], messageAt: number): Run {
  let state = createInstance(program);
  const trace: TraceRecord[] = [];
  const tell = (input: Input): void => {
    const result = step(program, state, input);
    expect(result.refusal).toBeUndefined();
    trace.push(...result.trace);
    // Nothing but JSON is kept between two steps.
    state = JSON.parse(JSON.stringify(result.state)) as InstanceState;
  };
  const actor = { type: 'user', id: 'ann' } as const;
  const variables = { left: 2 };
  tell({ type: 'instanceStarted', at: 1, instanceId: 'i', variables, zone: 'UTC', actor });
  for (let turn = 0; state.status === 'running'; turn += 1) {
    const waits = Object.entries(state.waits);
    const open = waits.flatMap(([id, { type }]) => (type === 'task' ? [id] : []));
    const subscription = waits.find(([, { type }]) => type === 'subscription')?.[0];
    if (turn === messageAt && subscription !== undefined) {
      const subscriptionId = subscription;
      tell({ type: 'messageReceived', at: 1, subscriptionId, messageId: 'm', variables: {} });
      continue;
    }
    const taskId = open[(told[turn] ?? 0) % Math.max(open.length, 1)];
    if (taskId === undefined) break;
    tell({ type: 'taskCompleted', at: 1, taskId, variables: {}, actor });
  }
  return { state, trace };
}

/** Ids of the completed tasks that have a handler, and of those whose handler has completed. */
function readUndoing(trace: readonly TraceRecord[]) {
  const undone = new Map<string, string>();
  const completed: string[] = [];
  const compensated: string[] = [];
  for (const record of trace) {
    if (record.type === 'elementActivated' && record.compensates !== undefined)
      undone.set(record.elementInstanceId, record.compensates);
    if (record.type !== 'elementCompleted' || !/^(undo-)?task\d/.test(record.elementId)) continue;
    const original = undone.get(record.elementInstanceId);
    if (original !== undefined) compensated.push(original);
    else if (isWithHandler(trace, record.elementId)) completed.push(record.elementInstanceId);
  }
  return { completed, compensated };
}

function isWithHandler(trace: readonly TraceRecord[], elementId: string): boolean {
  return trace.some((record) => record.type === 'taskOpened' && record.elementId === elementId);
}

/** What was begun to compensate something, by the scope instance that it had completed in, in order. */
function listByScope(trace: readonly TraceRecord[], type: 'completed' | 'compensated') {
  const scopes = new Map<string, string>();
  const lists = new Map<string, string[]>();
  for (const record of trace) {
    if (record.type === 'elementActivated')
      scopes.set(record.elementInstanceId, record.scopeInstanceId ?? '');
    const key =
      type === 'completed'
        ? record.type === 'elementCompleted' && record.elementInstanceId
        : record.type === 'elementActivated' && record.compensates;
    if (key === false || key === undefined) continue;
    const scope = scopes.get(key) ?? '';
    lists.set(scope, [...(lists.get(scope) ?? []), key]);
  }
  return lists;
}

describe('compensation of any process made of nested blocks', () => {
  it('undoes each completed task once, in each scope the latest first', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, choices, fc.boolean(), async (block, told, isSlow) => {
        // given
        const xml = buildProcess('p', (p) => {
          const [first, last] = createLayout().lay(p, block);
          p.start('s').end('e', { compensation: '' }).flow('s', first).flow(last, 'e');
        });
        const program = await compileOne(withHandlers(xml, isSlow));

        // when
        const { state, trace } = drive(program, told, -1);

        // then
        expect(state).toMatchObject({ status: 'ended', instances: {}, waits: {} });
        const { completed, compensated } = readUndoing(trace);
        expect([...compensated].sort()).toEqual([...completed].sort());
        const order = listByScope(trace, 'completed');
        for (const [scope, undone] of listByScope(trace, 'compensated')) {
          const wanted = order.get(scope)?.filter((key) => undone.includes(key)) ?? [];
          expect(undone).toEqual(wanted.reverse());
        }
      }),
      { numRuns: runsOf(50) },
    );
  });

  it('undoes each completed task once when a transaction is canceled at any time', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, choices, fc.boolean(), fc.nat(12), async (...chosen) => {
        // given
        const [block, told, isSlow, messageAt] = chosen;
        const xml = buildProcess('p', (p) =>
          p
            .start('s')
            .transaction('deal', (q) =>
              createLayout()
                .layScope(q, block)
                .eventSubProcess('stop', (r) =>
                  r
                    .start('told', { message: { name: 'stop' } })
                    .end('off', { isCancel: true })
                    .flow('told', 'off'),
                ),
            )
            .boundary('canceled', 'deal', { isCancel: true })
            .end('e')
            .end('f')
            .flow('s', 'deal', 'e')
            .flow('canceled', 'f'),
        );
        const program = await compileOne(withHandlers(xml, isSlow));

        // when
        const { state, trace } = drive(program, told, messageAt);

        // then
        expect(state).toMatchObject({ status: 'ended', instances: {}, waits: {} });
        const { completed, compensated } = readUndoing(trace);
        const isCanceled = trace.some(
          (record) => record.type === 'elementCompleted' && record.elementId === 'f',
        );
        expect([...compensated].sort()).toEqual(isCanceled ? [...completed].sort() : []);
      }),
      { numRuns: runsOf(50) },
    );
  });
});
