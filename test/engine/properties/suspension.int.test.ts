import fc from 'fast-check';
import {
  createInstance,
  step,
  type Input,
  type InstanceState,
  type Program,
  type TraceRecord,
} from '../../../engine/index.js';
import { compileBpmn } from '../../../engine/parser/index.js';
import { driveRandomly } from '../../support/drive-randomly.js';
import { eventfulBlocks, writeRandomProcess } from '../../support/random-process.js';
import '../../support/property-runs.js';

const actor = { type: 'user', id: 'operator' } as const;
const choices = fc.array(fc.nat(10_000), { maxLength: 25 });

/** Records that only a suspension leaves. */
const ofSuspensions: readonly TraceRecord['type'][] = [
  'instanceSuspended',
  'instanceResumed',
  'inputDeferred',
  'messageDeferred',
  'signalDeferred',
];

interface Replayed {
  readonly state: InstanceState;
  readonly trace: readonly TraceRecord[];
  /** How many of the inputs were kept for later. */
  readonly deferred: number;
}

/** Suspends the instance just before each input, and resumes it just after; what people do comes later still. */
function replaySuspended(program: Program, inputs: readonly Input[]): Replayed {
  let state = createInstance(program);
  let deferred = 0;
  const trace: TraceRecord[] = [];
  const tell = (input: Input): boolean => {
    const result = step(program, state, structuredClone(input));
    state = result.state;
    trace.push(...result.trace);
    return result.refusal === undefined;
  };
  for (const input of inputs) {
    const { at } = input;
    const isSuspended = tell({ type: 'instanceSuspended', at, actor });
    const isTaken = tell(input);
    deferred += state.deferred?.length ?? 0;
    if (!isSuspended) continue;
    tell({ type: 'instanceResumed', at, actor });
    if (!isTaken) tell(input);
  }
  return { state, trace: trace.filter(({ type }) => !ofSuspensions.includes(type)), deferred };
}

describe('any instance that is suspended again and again', () => {
  it('does in the end what it would have done without', async () => {
    let deferred = 0;
    await fc.assert(
      fc.asyncProperty(eventfulBlocks, choices, async (block, told) => {
        // given
        const { programs } = await compileBpmn(writeRandomProcess(block));
        const { driver, inputs } = driveRandomly(programs, told);

        for (const { instanceId, programHash, state, facts } of driver.instances()) {
          const program = programs.find(({ hash }) => hash === programHash)!;

          // when
          const replayed = replaySuspended(program, inputs.get(instanceId) ?? []);

          // then
          expect(replayed.trace).toEqual(facts.map(({ record }) => record));
          expect(replayed.state).toEqual(state);
          deferred += replayed.deferred;
        }
      }),
      { numRuns: 100 },
    );
    expect(deferred).toBeGreaterThan(40);
  });
});
