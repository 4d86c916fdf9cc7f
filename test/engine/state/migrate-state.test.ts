import { createInstance } from '../../../engine/index.js';
import { migrateState } from '../../../engine/state/migrations/migrate-state.js';
import { compileOne } from '../../support/compile-one.js';
import { buildProcess } from '../../support/process-builder.js';

const xml = buildProcess('p', (p) => p.start('s').end('e').flow('s', 'e'));

describe('migrateState', () => {
  it('leaves a state of the present version as it is', async () => {
    // given
    const state = createInstance(await compileOne(xml));

    // when
    const migrated = migrateState(state);

    // then
    expect(migrated).toBe(state);
  });

  it('applies what lies between the stored version and the present one, in order', () => {
    // given
    const second = (state: { version: number }) => ({ ...state, version: 2, steps: ['second'] });
    const third = (state: { version: number; steps?: string[] }) => ({
      ...state,
      version: 3,
      steps: [...(state.steps ?? []), 'third'],
    });

    // when
    const migrated = migrateState({ version: 1 }, [second, third]);
    const partly = migrateState({ version: 2 }, [second, third]);

    // then
    expect(migrated).toEqual({ version: 3, steps: ['second', 'third'] });
    expect(partly).toEqual({ version: 3, steps: ['third'] });
  });

  it('refuses a state written by a newer engine', () => {
    expect(() => migrateState({ version: 2 })).toThrow(
      'Expected a state of version 1 to 1 but got version 2',
    );
  });
});
