import { inMemoryConformanceDriver } from '../support/in-memory-driver.js';
import { listCases, readCalendars } from './cases.js';
import { compileCase } from './compile-case.js';
import type { ConformanceMode } from './driver.js';
import { demandedStanding, standingOf } from './expectation.js';
import { runCase, type TraceStep } from './run-case.js';

const driver = inMemoryConformanceDriver;
const modes: readonly ConformanceMode[] = ['plain', 'restarted'];
const isUpdating = process.env['UPDATE_TRACES'] === '1';
const calendars = readCalendars();

describe.each(listCases().map((each) => [each.name, each] as const))('%s', (_name, each) => {
  const script = each.readScript();
  let compiling: ReturnType<typeof compileCase> | undefined;

  it.each(modes)(`[%s] ${script.title}`, async (mode) => {
    // given
    compiling ??= compileCase(each);
    const deployable = await compiling;

    // when
    const { trace, instances, works } = await runCase(driver, mode, script, deployable, calendars);

    // then
    const standing = standingOf(script.expect, instances, works);
    expect(standing).toEqual(demandedStanding(script.expect));
    if (isUpdating && each.readTrace() === undefined) each.writeTrace(trace);
    expectSame(trace, each.readTrace());
  });
});

/** As `toEqual`, which takes long for long traces, and is needed only to show where two differ. */
function expectSame(trace: readonly TraceStep[], golden: readonly TraceStep[] | undefined): void {
  if (JSON.stringify(trace) !== JSON.stringify(golden)) expect(trace).toEqual(golden);
}
