import { format } from 'node:util';

/**
 * @typedef {object} CollectedTest
 * @property {string} id The file and the titles, unique.
 * @property {string} fileName
 * @property {() => Promise<void>} run
 */

/** Fills the placeholders of a title that the row is told by. */
function fill(title, row) {
  const placeholders = title.match(/%[sdijop]/g) ?? [];
  return format(title.replaceAll('%p', '%j'), ...row.slice(0, placeholders.length));
}

const rowOf = (item) => (Array.isArray(item) ? item : [item]);

/** `each` of a function that takes a title and a body. */
function eachOf(declare) {
  return (table) => (title, body) => {
    for (const item of table) {
      const row = rowOf(item);
      declare(fill(title, row), () => body(...row));
    }
  };
}

/**
 * The words of Jest that the tests of the engine use, as globals which only collect: the tests run later, one by one, as
 * often as wanted, in this process.
 */
export function createCollector() {
  /** @type {CollectedTest[]} */
  const tests = [];
  const counts = new Map();
  const suites = [];
  let fileName = '';

  function describe(title, body) {
    suites.push({ title, preparations: [] });
    body();
    suites.pop();
  }

  function it(title, body) {
    const name = `${fileName}: ${[...suites.map((suite) => suite.title), title].join(' ')}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const id = count === 1 ? name : `${name} #${count}`;
    const enclosing = [...suites];
    const run = async () => {
      for (const { preparations } of enclosing) for (const prepare of preparations) await prepare();
      await body();
    };
    tests.push({ id, fileName, run });
  }

  function beforeAll(body) {
    let done;
    suites.at(-1).preparations.push(() => (done ??= Promise.resolve(body())));
  }

  describe.each = eachOf(describe);
  it.each = eachOf(it);
  return {
    tests,
    globals: { describe, it, test: it, beforeAll },
    /** Tests that are declared from now on stand in this file. */
    enterFile(name) {
      fileName = name;
      suites.splice(0, suites.length, { title: '', preparations: [] });
    },
  };
}
