import type { Page } from 'playwright-core';
import {
  capture,
  openNextVersion,
  reportIncident,
  startProduct,
  waitForModeler,
  type Product,
} from '../support/browser.js';

const openStandard = async (page: Page): Promise<void> => {
  await page.goto(new URL('/processes?kind=standard', page.url()).toString());
  await page.getByRole('link', { name: 'Incident escalation' }).click();
};

const select = (page: Page, elementId: string): Promise<void> =>
  page.locator(`[data-element-id=${elementId}]`).first().click();

const openGroup = (page: Page, name: string): Promise<void> =>
  page.getByText(name, { exact: true }).click();

describe('changing the standard process', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);

  afterAll(() => product.stop(), 60_000);

  it('shows the process, its versions and its family', async () => {
    // given
    const paula = await product.open('paula', '/processes');

    // when
    await paula.getByRole('cell', { name: 'Incident escalation' }).first().waitFor();

    // then
    expect(await capture(paula, 'processes')).toEqual([]);
    await openStandard(paula);
    await paula.locator('.djs-shape').first().waitFor();
    await paula.getByRole('link', { name: /Service payroll/ }).waitFor();
    expect(await capture(paula, 'process')).toEqual([]);
  });

  it('deploys a changed label, timer and assignee as version 2, while running incidents stay on 1', async () => {
    // given
    const rita = await product.open('rita', '/reports');
    const first = await reportIncident(rita, 'Started before the change');
    const paula = await product.open('paula', '/processes');
    await openStandard(paula);
    await openNextVersion(paula);

    // when
    await select(paula, 'first-line-support');
    await openGroup(paula, 'General');
    await paula.getByLabel('Name', { exact: true }).fill('Restore (first line)');
    await openGroup(paula, 'Assignment');
    await paula.getByLabel('Offered to groups').fill('first-line,second-line');
    await openGroup(paula, 'Clocks');
    await paula.getByText('First line · PT4H').click();
    await paula.getByLabel('Target in service time').fill('PT2H');
    await paula.getByText('First line · PT2H').waitFor();
    await paula.getByText('Not saved yet').waitFor();
    expect(await capture(paula, 'modeler')).toEqual([]);
    await paula.getByRole('button', { name: 'Save draft' }).click();
    await paula.getByText(/^Saved .* as draft 2$/).waitFor();
    await paula.getByRole('button', { name: 'Check' }).click();
    await paula.getByText('Checked: ready to deploy').waitFor();
    await paula.getByRole('button', { name: 'Deploy' }).click();
    expect(await capture(paula, 'modeler-deploy')).toEqual([]);
    await paula.getByRole('dialog').getByRole('button', { name: 'Deploy' }).click();

    // then
    await paula.getByRole('heading', { name: 'Incident escalation v2' }).waitFor();
    const second = await reportIncident(rita, 'Started after the change');
    const admin = await product.open('admin', '/operations');
    await admin
      .getByRole('row')
      .filter({ hasText: first })
      .getByText('Incident escalation v1')
      .waitFor();
    await admin
      .getByRole('row')
      .filter({ hasText: second })
      .getByText('Incident escalation v2')
      .waitFor();
  }, 120_000);

  it('names problems by element and leads to the element', async () => {
    // given
    const paula = await product.open('paula', '/processes');
    await openStandard(paula);
    await openNextVersion(paula);

    // when
    await select(paula, 'set-priority');
    await openGroup(paula, 'Called decision');
    const decision = paula.getByLabel('Decision', { exact: true });
    expect(await decision.locator('option').allTextContents()).toContain(
      'commitment (incident-commitment)',
    );
    await decision.selectOption({ label: 'none' });

    // then
    await paula.getByRole('tab', { name: /^Problems \d/ }).click();
    const problem = paula.getByRole('button', { name: /Set priority and target/ });
    await problem.waitFor();
    expect(await paula.getByRole('button', { name: 'Deploy' }).isDisabled()).toBe(true);
    await select(paula, 'record-resolution');
    await problem.click();
    await paula.locator('.djs-element.selected[data-element-id=set-priority]').waitFor();
    expect(await capture(paula, 'modeler-problems')).toEqual([]);
  });

  it('loses nothing when somebody else has saved the draft meanwhile', async () => {
    // given
    const paula = await product.open('paula', '/processes');
    await openStandard(paula);
    await openNextVersion(paula);
    await select(paula, 'record-resolution');
    const other = await paula.context().newPage();
    await other.goto(paula.url());
    await waitForModeler(other);
    await select(other, 'record-resolution');
    for (const [page, name] of [
      [paula, 'Write down the resolution'],
      [other, 'Note the resolution'],
    ] as const) {
      await openGroup(page, 'General');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByText('Not saved yet').waitFor();
    }

    // when
    await other.getByRole('button', { name: 'Save draft' }).click();
    await other.getByText(/as draft 2$/).waitFor();
    await paula.getByRole('button', { name: 'Save draft' }).click();

    // then
    await paula.getByText('Somebody else has saved this draft meanwhile').waitFor();
    expect(await paula.getByLabel('Name', { exact: true }).inputValue()).toBe(
      'Write down the resolution',
    );
    expect(await capture(paula, 'modeler-stale')).toEqual([]);
    await paula.getByRole('button', { name: 'Save over the newer one' }).click();
    await paula.getByText(/as draft 3$/).waitFor();
  });

  it('can be walked and edited as text with the keyboard', async () => {
    // given
    const paula = await product.open('paula', '/processes');
    await openStandard(paula);
    await openNextVersion(paula);
    await paula.getByRole('tab', { name: 'Outline' }).click();
    const outline = paula.getByRole('tree', { name: 'Outline of the process' });
    await outline.getByRole('treeitem', { name: /^Acknowledge receipt/ }).click();

    // when
    await paula.keyboard.press('F2');
    await paula.keyboard.type('!');
    await paula.keyboard.press('Enter');

    // then
    await outline.getByRole('treeitem', { name: /^Acknowledge receipt!/ }).waitFor();
    await paula.keyboard.press('Delete');
    await outline
      .getByRole('treeitem', { name: /^Acknowledge receipt!/ })
      .waitFor({ state: 'detached' });
    await paula.getByRole('button', { name: 'Undo' }).click();
    await outline.getByRole('treeitem', { name: /^Acknowledge receipt!/ }).waitFor();
    expect(await capture(paula, 'modeler-outline')).toEqual([]);
  });
});
