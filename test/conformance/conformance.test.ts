import { compileBpmn } from '../../engine/parser/index.js';
import { inMemoryConformanceDriver } from '../support/in-memory-driver.js';
import { listCases, readCalendars } from './cases.js';
import type { ConformanceMode } from './driver.js';
import { demandedStanding, standingOf } from './expectation.js';
import { runCase } from './run-case.js';

const driver = inMemoryConformanceDriver;
const modes: readonly ConformanceMode[] = ['plain', 'restarted'];
const isUpdating = process.env['UPDATE_TRACES'] === '1';
const calendars = readCalendars();

describe.each(listCases().map((each) => [each.name, each] as const))('%s', (_name, each) => {
  const script = each.readScript();
  let compiling: ReturnType<typeof compileBpmn> | undefined;

  it.each(modes)(`[%s] ${script.title}`, async (mode) => {
    // given
    compiling ??= compileBpmn(each.readXml());
    const { programs, problems } = await compiling;
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);

    // when
    const { trace, instances, works } = await runCase(driver, mode, script, programs, calendars);

    // then
    const standing = standingOf(script.expect, instances, works);
    expect(standing).toEqual(demandedStanding(script.expect));
    if (isUpdating && each.readTrace() === undefined) each.writeTrace(trace);
    expect(trace).toEqual(each.readTrace());
  });
});
