import { elementBehaviors } from '../../engine/elements/registry.js';
import { listSupportedEvents } from '../support/support-document.js';
import { listCases } from './cases.js';
import { type Aspect, collectCoverage, type Coverage } from './coverage.js';
import { neverHeldUp, neverRepeated, neverWaits } from './coverage-exceptions.js';

/** The process itself is shown by the cases of instances. */
const folders: Readonly<Record<string, string>> = { process: 'instance' };

function folderOf(type: string): string {
  return folders[type] ?? type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

const elements = Object.keys(elementBehaviors);
const events = listSupportedEvents();
const cases = listCases();

describe('the conformance suite', () => {
  it.each(elements)('has at least three cases for %s', (type) => {
    const own = cases.filter(({ element }) => element === folderOf(type));
    expect(own.length).toBeGreaterThanOrEqual(3);
  });

  it('says something else in each title of an element', () => {
    const titles = cases.map((each) => `${each.element}: ${each.readScript().title}`);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('has a golden trace for every case', () => {
    const without = cases.filter((each) => each.readTrace() === undefined);
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});

describe('of every element, and of every event at each of its places, the golden traces show', () => {
  let coverage: Coverage;

  beforeAll(async () => {
    coverage = await collectCoverage(cases);
  }, 60_000);

  function without(aspect: Aspect, kinds: readonly string[]): readonly string[] {
    return kinds.filter((kind) => (coverage.get(kind)?.[aspect].size ?? 0) === 0);
  }

  it('its normal path', () => {
    expect(without('completes', [...elements, ...events])).toEqual([]);
  });

  it('its interruption, even of elements that only an incident holds up', () => {
    const waiting = events.filter((kind) => neverWaits[kind] === undefined);
    const held = elements.filter((type) => neverHeldUp[type] === undefined);
    expect(without('isInterrupted', [...held, ...waiting])).toEqual([]);
  });

  it('how it fares in an instance of a multi-instance', () => {
    const repeated = [...elements, ...events].filter((kind) => !neverRepeated.includes(kind));
    expect(without('isRepeated', repeated)).toEqual([]);
  });

  it('what it does after a step that found it waiting, before which the restarted mode has forgotten all', () => {
    const waiting = [...elements, ...events].filter((kind) => neverWaits[kind] === undefined);
    expect(without('isRestarted', waiting)).toEqual([]);
  });

  it('that what is said never to wait never does', () => {
    const kinds = Object.keys(neverWaits);
    expect(kinds.filter((kind) => !elements.includes(kind) && !events.includes(kind))).toEqual([]);
    expect(without('waits', kinds)).toEqual(kinds);
  });
});
