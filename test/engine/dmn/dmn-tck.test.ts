import { readdirSync } from 'node:fs';

import { readTckFolder, runTckCase } from '../../support/dmn-tck.js';

const root = 'test/dmn-tck/level-2';
const folders = readdirSync(root).filter((name) => /^\d{4}-/.test(name));

describe('the cases of level 2 of the DMN Technology Compatibility Kit', () => {
  it.each(folders)('%s has the results that its cases expect', async (folder) => {
    // given
    const cases = await readTckFolder(`${root}/${folder}`);

    // when
    const differences = cases.flatMap((each) =>
      runTckCase(each).map((difference) => `${each.id}: ${difference}`),
    );

    // then
    expect(cases.length).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  });
});
