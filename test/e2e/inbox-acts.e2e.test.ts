import type { Page } from 'playwright-core';
import { capture, reportIncident, startProduct, type Product } from '../support/browser.js';

// Several people in browsers of their own, on a machine that has other things to do.
jest.setTimeout(180_000);

describe('the inbox of a team', () => {
  let product: Product;
  let anna: Page;
  let ben: Page;
  let businessKey: string;

  beforeAll(async () => {
    product = await startProduct();
    const rita = await product.open('rita', '/reports');
    businessKey = await reportIncident(rita, 'The printer prints nothing but hearts');
    await reportIncident(rita, 'The printer prints nothing at all');
    [anna, ben] = await Promise.all([
      product.open('anna', `/inbox?text=${businessKey}`),
      product.open('ben'),
    ]);
  }, 180_000);

  afterAll(() => product.stop(), 60_000);

  const chooseAct = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const choosePerson = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('dialog').getByLabel('Person').click();
    await page.getByRole('option', { name }).click();
  };

  it('talks about a task, and tells who is mentioned', async () => {
    // given
    await anna.getByRole('list', { name: 'Tasks' }).getByText(businessKey).click();
    await anna.getByRole('button', { name: 'Claim' }).click();
    await anna.getByText('Claimed by Anna Visser').waitFor();

    // when
    await anna.getByRole('tab', { name: 'Comments' }).click();
    await anna.getByLabel('New comment').fill('Have you seen this before, @ben?');
    await anna.getByRole('button', { name: 'Comment', exact: true }).click();

    // then
    await anna.getByRole('list', { name: 'Comments' }).getByText('seen this before').waitFor();
    expect(await capture(anna, 'inbox-comments')).toEqual([]);
    await ben.getByRole('button', { name: /^Notifications: 1/ }).click();
    await ben.getByRole('link', { name: /Anna Visser mentioned you/ }).click();
    await ben.getByRole('heading', { name: 'Classify and prioritise' }).waitFor();
  });

  it('delegates a task and gets it back with what was typed', async () => {
    // given
    await anna.getByRole('tab', { name: 'Form' }).click();
    await chooseAct(anna, 'Delegate');
    await choosePerson(anna, 'Ben Mulder');
    await anna.getByRole('dialog').getByLabel('Note').fill('You know printers.');
    expect(await capture(anna, 'inbox-delegate')).toEqual([]);

    // when
    await anna.getByRole('dialog').getByRole('button', { name: 'Delegate' }).click();
    await ben.getByRole('button', { name: 'Hand back' }).waitFor();
    await ben.getByLabel(/^High: many people/).check();
    await ben.getByText(/^Draft saved/).waitFor();
    expect(await capture(ben, 'inbox-delegated')).toEqual([]);
    await ben.getByRole('button', { name: 'Hand back' }).click();
    await ben.getByRole('dialog').getByRole('button', { name: 'Hand back' }).click();

    // then
    await anna.getByText('Claimed by Anna Visser').waitFor();
    await anna.reload();
    await anna.getByText(/^Your draft of/).waitFor();
    expect(await anna.getByLabel(/^High: many people/).isChecked()).toBe(true);
    await anna.getByRole('tab', { name: 'History' }).click();
    await anna.getByText('Handed the task back to anna').waitFor();
    await anna.getByText('Have you seen this before').waitFor();
    expect(await capture(anna, 'inbox-story')).toEqual([]);
  });

  it('puts a task off, and shows it when asked', async () => {
    // given
    await anna.goto(`${product.app.baseUrl}/inbox?filter=mine`);
    await anna.getByRole('list', { name: 'Tasks' }).getByText(businessKey).click();

    // when
    await chooseAct(anna, 'Put off');
    await anna.getByRole('button', { name: 'In three days' }).click();
    expect(await capture(anna, 'inbox-put-off')).toEqual([]);
    await anna.getByRole('dialog').getByRole('button', { name: 'Put off' }).click();

    // then
    await anna.getByText(/^Put off until/).waitFor();
    await anna.goto(`${product.app.baseUrl}/inbox?filter=mine`);
    await anna.getByText('Nothing here').waitFor();
    await anna.getByLabel('Show put off').check();
    await anna.getByRole('list', { name: 'Tasks' }).getByText(businessKey).waitFor();
  });

  it('escalates a task to whoever decides', async () => {
    // given
    const dirk = await product.open('dirk');
    await anna.getByRole('list', { name: 'Tasks' }).getByText(businessKey).click();

    // when
    await chooseAct(anna, 'Escalate');
    await anna.getByRole('dialog').getByLabel('or to a role').click();
    await anna.getByRole('option', { name: 'Service delivery manager' }).click();
    await anna.getByRole('dialog').getByLabel('Note').fill('The customer threatens to leave.');
    await anna.getByRole('dialog').getByRole('button', { name: 'Escalate' }).click();

    // then
    const task = dirk.getByRole('list', { name: 'Tasks' }).getByText(businessKey);
    await task.click();
    await dirk.getByText('Escalated', { exact: true }).first().waitFor();
    expect(await capture(dirk, 'inbox-escalated')).toEqual([]);
  });

  it('keeps a filter and does the same with several of its tasks, by keyboard', async () => {
    // given
    await ben.goto(`${product.app.baseUrl}/inbox`);
    await ben.getByRole('button', { name: 'New filter' }).click();
    await ben.getByRole('dialog').getByLabel('Name').fill('Printers');
    await ben.getByRole('dialog').getByLabel('Text').fill('INC');
    expect(await capture(ben, 'inbox-new-filter')).toEqual([]);
    await ben.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await ben.getByRole('heading', { name: 'Printers', level: 1 }).waitFor();

    // when
    await ben.getByRole('list', { name: 'Tasks' }).getByRole('link').nth(1).waitFor();
    for (const key of ['j', 'x', 'j', 'x']) await ben.keyboard.press(key);
    await ben.getByText('2 chosen').waitFor();
    expect(await capture(ben, 'inbox-bulk')).toEqual([]);
    await ben
      .getByRole('region', { name: 'Chosen tasks' })
      .getByRole('button', { name: 'Claim' })
      .click();

    // then
    await ben.getByText(/done\./).waitFor();
    await ben.keyboard.press('g');
    await ben.keyboard.press('r');
    await ben.waitForURL(/\/reports/);
  });
});
