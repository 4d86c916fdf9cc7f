import type { Page } from 'playwright-core';
import {
  capture,
  reportIncident,
  startProduct,
  waitForModeler,
  type Product,
} from '../support/browser.js';

const select = (page: Page, elementId: string): Promise<void> =>
  page.locator(`[data-element-id=${elementId}]`).first().click();

async function openTailoring(page: Page, service: string): Promise<void> {
  await page.goto(new URL('/processes?kind=standard', page.url()).toString());
  await page.getByRole('link', { name: 'Incident escalation' }).click();
  await page.getByRole('button', { name: 'Tailor for a service' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Service' }).click();
  await page.getByRole('option', { name: service }).click();
  await page.getByRole('button', { name: 'Open draft' }).click();
  await waitForModeler(page);
}

describe('tailoring the standard for a service', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);

  afterAll(() => product.stop(), 60_000);

  it('keeps a mandatory step and says why', async () => {
    // given
    const paula = await product.open('paula', '/processes');
    await openTailoring(paula, 'Network');
    await select(paula, 'classify-and-prioritise');

    // when
    await paula.keyboard.press('Delete');

    // then
    await paula.getByRole('alert').getByText('“Classify and prioritise” is mandatory').waitFor();
    await paula.getByText(/Guideline INC-G07/).waitFor();
    expect(
      await paula.locator('[data-element-id=classify-and-prioritise]').count(),
    ).toBeGreaterThan(0);
    expect(await paula.locator('.djs-context-pad .entry[data-action=delete]').count()).toBe(0);
    expect(await capture(paula, 'tailoring-mandatory')).toEqual([]);
  });

  it('shows what the standard has set, and the range where it leaves a choice', async () => {
    // given
    const paula = await product.open('paula', '/processes');
    await openTailoring(paula, 'Network');

    // when
    await select(paula, 'first-line-support');
    await paula.getByText('Clocks', { exact: true }).click();
    await paula.getByText('First line · PT4H').click();

    // then
    await paula.getByText(/^May be changed: PT30M – PT8H/).waitFor();
    expect(await paula.getByLabel('Id of the clock').isDisabled()).toBe(true);
    expect(await capture(paula, 'tailoring-locked')).toEqual([]);
  });

  it('judges every difference and deploys only what the guidelines allow', async () => {
    // given
    const paula = await product.open('paula', '/processes');
    await openTailoring(paula, 'E-mail');
    const deploy = paula.getByRole('button', { name: 'Deploy' });

    // when
    await select(paula, 'first-line-support');
    await paula.getByText('Clocks', { exact: true }).click();
    await paula.getByText('First line · PT4H').click();
    await paula.getByLabel('Target in service time').fill('PT900H');
    await paula.getByRole('tab', { name: /^Differences 1/ }).click();

    // then
    await paula.getByText('needs a waiver').or(paula.getByText('forbidden')).first().waitFor();
    expect(await deploy.isDisabled()).toBe(true);

    // when
    await paula.getByRole('tab', { name: 'Properties' }).click();
    await paula.getByLabel('Target in service time').fill('PT3H');
    await select(paula, 'acknowledge-report');
    await paula.keyboard.press('Delete');
    await paula.getByRole('tab', { name: /^Differences 2/ }).click();

    // then
    await paula.getByText('allowed', { exact: true }).waitFor();
    await paula.getByText('needs a reason').waitFor();
    await paula.locator('.lem-ghost').first().waitFor({ state: 'attached' });
    expect(await deploy.isDisabled()).toBe(true);
    expect(await capture(paula, 'tailoring-differences')).toEqual([]);

    // when
    await paula.getByPlaceholder('Tell why').fill('Users of e-mail are told by telephone.');
    await paula.getByText('needs a reason').waitFor({ state: 'detached' });
    await deploy.click();
    expect(await capture(paula, 'tailoring-deploy')).toEqual([]);
    await paula.getByRole('dialog').getByRole('button', { name: 'Deploy' }).click();

    // then
    await paula.getByRole('heading', { name: /v1$/ }).waitFor();
    await paula.getByText('Users of e-mail are told by telephone.').waitFor();
    expect(await capture(paula, 'tailored-process')).toEqual([]);
    await expectVariants(product);
  }, 150_000);
});

/** Incidents of the service follow the tailored process, all others the standard. */
async function expectVariants(product: Product): Promise<void> {
  const rita = await product.open('rita', '/reports');
  const tailored = await reportIncident(rita, 'Mail does not arrive', 'E-mail');
  const standard = await reportIncident(rita, 'No network', 'Network');
  const admin = await product.open('admin', '/operations');
  for (const [businessKey, hasAcknowledged] of [
    [tailored, false],
    [standard, true],
  ] as const) {
    await admin.goto(`${product.app.baseUrl}/operations`);
    await admin.getByRole('link', { name: businessKey, exact: true }).click();
    await admin.getByText('Task “Classify and prioritise” offered').waitFor();
    const count = await admin.getByText('“Acknowledge receipt” done', { exact: true }).count();
    expect(count > 0).toBe(hasAcknowledged);
  }
}
