import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadNotifications } from '../../definitions/index.js';
import { notificationKinds } from '../../server/contract/index.js';
import { createTemplateReader } from '../../server/features/notifications/template-reader.js';

describe('templates of notifications', () => {
  it('that are shipped are whole, of known kinds, and can be written', async () => {
    // given
    const templates = await loadNotifications();
    const reader = createTemplateReader();

    // when
    const written = await Promise.all(
      templates.map(({ id, values }) =>
        reader.write(id, {
          businessKey: 'INC-1',
          ...Object.fromEntries(values.map((v) => [v, v])),
        }),
      ),
    );

    // then
    expect(templates.length).toBeGreaterThan(0);
    expect(notificationKinds).toEqual(expect.arrayContaining(templates.map(({ kind }) => kind)));
    for (const { subject, text } of written) expect(`${subject}${text}`).not.toMatch(/[{}]/);
  });

  it.each([
    [
      'a placeholder that is not declared',
      { text: '{{other}}' },
      "Expected 'other' among the values",
    ],
    ['a value that is not used', { values: ['title', 'spare'] }, "Expected 'spare' to be used"],
    ['another name than its file', { id: 'another' }, "named after its id 'another'"],
    ['an unknown kind', { kind: 'gossip' }, "at 'kind'"],
  ])('are refused with %s', async (_what, change, message) => {
    // given
    const folder = mkdtempSync(path.join(tmpdir(), 'templates-'));
    mkdirSync(path.join(folder, 'notifications'));
    const template = {
      id: 'sample',
      kind: 'deadline',
      subject: '{{businessKey}}: {{title}}',
      text: '',
      values: ['title'],
      optionalValues: [],
      ...change,
    };
    writeFileSync(path.join(folder, 'notifications/sample.json'), JSON.stringify(template));

    // when
    const loading = loadNotifications(folder);

    // then
    await expect(loading).rejects.toThrow(message);
    rmSync(folder, { recursive: true });
  });
});
