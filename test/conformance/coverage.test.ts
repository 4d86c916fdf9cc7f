import { elementBehaviors } from '../../engine/elements/registry.js';
import { listCases } from './cases.js';

/** The process itself is shown by the cases of instances. */
const folders: Readonly<Record<string, string>> = { process: 'instance' };

function folderOf(type: string): string {
  return folders[type] ?? type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

describe('the conformance suite', () => {
  const cases = listCases();

  it.each(Object.keys(elementBehaviors))('has at least three cases for %s', (type) => {
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
