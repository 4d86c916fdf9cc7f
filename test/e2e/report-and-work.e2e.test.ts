import type { Page } from 'playwright-core';
import {
  capture,
  chooseFirstOption,
  reportIncident,
  startProduct,
  type Product,
} from '../support/browser.js';

describe('reporting an incident and working on it', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);

  afterAll(() => product.stop(), 60_000);

  const openTask = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('list', { name: 'Tasks' }).getByText(text).click();
  };

  it('refuses a wrong password with a reason', async () => {
    // given
    const page = await product.openLoggedOut();

    // when
    await page.getByLabel('User name').fill('anna');
    await page.locator('input[type=password]').fill('not her password');
    await page.getByRole('button', { name: 'Log in' }).click();

    // then
    await page
      .getByRole('alert')
      .getByText(/You are not logged in/)
      .waitFor();
    expect(await capture(page, 'login')).toEqual([]);
  });

  it('brings a reported incident live into the inbox of the first line, which claims and completes it', async () => {
    // given
    const ben = await product.open('ben', '/inbox');
    await ben.getByText('Nothing here').waitFor();
    const rita = await product.open('rita', '/reports');

    // when
    const businessKey = await reportIncident(rita, 'Mail is slow in the morning', 'E-mail');

    // then
    expect(businessKey).toMatch(/^INC-\d+$/);
    await openTask(ben, businessKey);
    await ben.getByRole('button', { name: 'Claim' }).click();
    await ben.getByText('Claimed by Ben Mulder').waitFor();
    expect(await capture(ben, 'inbox-task')).toEqual([]);

    // when
    await ben.getByRole('tab', { name: 'Context' }).click();
    await ben.locator('.lem-badge-information').waitFor();

    // then
    expect(await ben.locator('.bjs-powered-by').isVisible()).toBe(true);
    expect(await capture(ben, 'inbox-context')).toEqual([]);

    // when
    await ben.getByRole('tab', { name: 'Form' }).click();
    await fillClassification(ben);
    await ben.getByRole('button', { name: 'Complete' }).click();

    // then
    await ben.getByText('You have completed “Classify and prioritise”').waitFor();
    await openTask(ben, 'Investigate and restore (first line)');
    await ben.getByRole('heading', { name: 'Investigate and restore (first line)' }).waitFor();
    await ben.getByRole('tab', { name: 'History' }).click();
    await ben.getByText('Task “Classify and prioritise” completed').waitFor();
    expect(await capture(ben, 'inbox-history')).toEqual([]);
  });

  it('keeps what was typed as a draft and shows the fields that are wrong', async () => {
    // given
    const rita = await product.open('rita', '/reports');
    const businessKey = await reportIncident(rita, 'A second mailbox is slow');
    const anna = await product.open('anna', '/inbox');
    await openTask(anna, businessKey);
    await anna.getByRole('button', { name: 'Claim' }).click();

    // when
    await anna.getByLabel(/^High: many people/).check();
    await anna.getByText(/^Draft saved/).waitFor();
    await anna.getByRole('button', { name: 'Complete' }).click();

    // then
    await anna.getByText('Field is required.').first().waitFor();
    await anna.reload();
    await anna.getByText(/^Your draft of/).waitFor();
    expect(await anna.getByLabel(/^High: many people/).isChecked()).toBe(true);
  });

  it('lets the reporter follow a report and withdraw it', async () => {
    // given
    const rita = await product.open('rita', '/reports');
    const businessKey = await reportIncident(rita, 'Never mind this one');
    await rita.goto(`${product.app.baseUrl}/reports`);
    const report = rita.getByRole('listitem').filter({ hasText: businessKey });
    await report.getByText('Now: Classify and prioritise').waitFor();

    // when
    await report.getByRole('button', { name: 'Withdraw' }).click();
    await rita.getByRole('dialog').getByLabel('Reason').fill('It works again.');
    expect(await capture(rita, 'reports-withdraw')).toEqual([]);
    await rita.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();

    // then
    await report.getByText('completed').waitFor();
    expect(await capture(rita, 'reports')).toEqual([]);
  });

  it('works with the keyboard alone', async () => {
    // given
    const rita = await product.open('rita', '/reports');
    const businessKey = await reportIncident(rita, 'Keyboard only');
    const anna = await product.open('anna', `/inbox?text=${businessKey}`);
    await anna.getByText(businessKey).first().waitFor();

    // when
    await anna.keyboard.press('j');
    await anna.getByRole('heading', { name: 'Classify and prioritise' }).waitFor();
    await anna.getByRole('button', { name: 'Claim' }).waitFor();
    await anna.keyboard.press('c');

    // then
    await anna.getByText('Claimed by Anna Visser').waitFor();
    await anna.keyboard.press('?');
    await anna.getByRole('dialog', { name: 'Keys of the inbox' }).waitFor();
    expect(await capture(anna, 'inbox-keys')).toEqual([]);
    await anna.keyboard.press('Escape');
    await anna.keyboard.press('Control+k');
    await anna.getByPlaceholder('Go to, start or open …').fill('Incident');
    await anna.getByRole('button', { name: /Start: Incident escalation/ }).waitFor();
    expect(await capture(anna, 'commands')).toEqual([]);
  });

  it('fits on a phone', async () => {
    // given
    const anna = await product.open('anna', '/inbox?filter=mine');
    await anna.getByRole('list', { name: 'Tasks' }).waitFor();

    // when
    await anna.setViewportSize({ width: 390, height: 780 });

    // then
    expect(await capture(anna, 'inbox-phone')).toEqual([]);
    await anna.getByRole('list', { name: 'Tasks' }).getByRole('link').first().click();
    await anna.getByRole('link', { name: 'Back to the list' }).waitFor();
    expect(await capture(anna, 'inbox-phone-task')).toEqual([]);
  });
});

async function fillClassification(page: Page): Promise<void> {
  await chooseFirstOption(page, 'Category');
  await page.getByLabel(/^High: many people/).check();
  await page.getByLabel(/^Medium: within days/).check();
}
