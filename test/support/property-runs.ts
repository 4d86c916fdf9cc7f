import fc from 'fast-check';

/** The same cases in every run, so that a change is what decides; `PROPERTY_SEED` looks for others, `random` anywhere. */
const seed = process.env['PROPERTY_SEED'] ?? '20261';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

/** How often a property is tried: a few times in every test run, as many times more as `PROPERTY_RUNS` says. */
export function runsOf(few: number): number {
  const times = Number(process.env['PROPERTY_RUNS'] ?? 1);
  return Math.ceil(few * (Number.isFinite(times) && times > 0 ? times : 1));
}
