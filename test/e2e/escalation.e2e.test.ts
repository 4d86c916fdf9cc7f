import type { Page } from 'playwright-core';
import {
  capture,
  chooseFirstOption,
  openNextVersion,
  reportIncident,
  startProduct,
  type Product,
} from '../support/browser.js';

/** Shortens the first-line clock and lets it run around the clock, as its owner would in the modeler. */
async function deployQuickClock(page: Page): Promise<void> {
  await page.goto(new URL('/processes?kind=standard', page.url()).toString());
  await page.getByRole('link', { name: 'Incident escalation' }).click();
  await openNextVersion(page);
  await page.locator('[data-element-id=first-line-support]').first().click();
  await page.getByText('Clocks', { exact: true }).click();
  await page.getByText('First line · PT4H').click();
  await page.getByLabel('Target in service time').fill('PT16S');
  await page.getByLabel('Calendar', { exact: true }).fill('around-the-clock');
  await page.getByText('First line · PT16S').waitFor();
  await page.getByText('Not saved yet').waitFor();
  const deploy = page.getByRole('button', { name: 'Deploy' });
  await deploy.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deploy' }).click();
  await page.getByRole('heading', { name: 'Incident escalation v2' }).waitFor();
}

describe('leaving an incident unattended', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);

  afterAll(() => product.stop(), 60_000);

  it('is at risk, then breached, and reaches the service delivery manager', async () => {
    // given
    const paula = await product.open('paula', '/processes');
    await deployQuickClock(paula);
    const rita = await product.open('rita', '/reports');
    const dirk = await product.open('dirk', '/inbox');
    const businessKey = await reportIncident(rita, 'Nobody looks at this');
    const anna = await product.open('anna', '/inbox');

    // when
    await anna.getByRole('list', { name: 'Tasks' }).getByText(businessKey).click();
    await anna.getByRole('button', { name: 'Claim' }).click();
    await chooseFirstOption(anna, 'Category');
    await anna.getByLabel(/^High: many people/).check();
    await anna.getByLabel(/^High: within hours/).check();
    await anna.getByRole('button', { name: 'Complete' }).click();
    await anna
      .getByRole('list', { name: 'Tasks' })
      .getByText('Investigate and restore (first line)')
      .click();

    // then
    await dirk.getByText('Review incident at risk').first().waitFor({ timeout: 60_000 });
    await anna
      .getByRole('list', { name: 'Tasks' })
      .locator('[data-kind=atRisk], [data-kind=breached]')
      .first()
      .waitFor();
    expect(await capture(anna, 'escalation-at-risk')).toEqual([]);
    const more = dirk.getByRole('button', { name: /new task/ });
    const decision = dirk.getByRole('list', { name: 'Tasks' }).getByText('Decide on escalation');
    await more.or(decision).first().waitFor({ timeout: 60_000 });
    if (await more.isVisible()) await more.click();
    await dirk.getByRole('list', { name: 'Tasks' }).getByText('Decide on escalation').click();
    await dirk.getByRole('heading', { name: 'Decide on escalation' }).waitFor();
    await anna
      .getByRole('list', { name: 'Tasks' })
      .locator('[data-kind=breached]')
      .first()
      .waitFor();
    expect(await capture(dirk, 'escalation-breached')).toEqual([]);
    expect(await capture(anna, 'escalation-inbox')).toEqual([]);
  }, 180_000);
});
