import type { Page } from 'playwright-core';
import { capture, openNextVersion, send, startProduct, type Product } from '../support/browser.js';

describe('editing the decisions of a process', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 150_000);

  afterAll(() => product.stop(), 60_000);

  const openDraft = async (): Promise<Page> => {
    const paula = await product.open('paula', '/processes?kind=standard');
    await paula.getByRole('link', { name: 'Incident escalation' }).click();
    await openNextVersion(paula);
    return paula;
  };
  const part = (page: Page, name: string) =>
    page.getByRole('radiogroup', { name: 'Parts of the draft' }).getByText(name);

  const view = (page: Page, name: string) =>
    page.getByRole('radiogroup', { name: 'What is shown of the file' }).getByText(name);

  it('changes a table, tries it, keeps it in the draft and deploys it with the process', async () => {
    // given
    const paula = await openDraft();

    // when
    await part(paula, 'incident-priority.dmn').click();
    await paula.getByRole('radiogroup', { name: 'What is shown of the file' }).waitFor();
    await paula.locator('.lem-decisions .djs-shape').first().waitFor();
    expect(await capture(paula, 'decisions-overview')).toEqual([]);
    await view(paula, 'priority').click();
    const cell = paula.locator('.tjs-table td.output-cell').first();
    await cell.click();
    await paula.keyboard.press('End');
    await paula.keyboard.press('Control+A');
    await paula.keyboard.type('2');
    await paula.keyboard.press('Enter');
    expect(await capture(paula, 'decisions-table')).toEqual([]);

    // then
    await paula.getByLabel('impact').fill('high');
    await paula.getByLabel('urgency').fill('high');
    await paula.getByRole('button', { name: 'Decide' }).click();
    await paula.getByText('Result: 2').waitFor();
    await paula.getByRole('button', { name: 'Save draft' }).click();
    await paula.getByText(/^Saved/).waitFor();
    await paula.reload();
    await part(paula, 'incident-priority.dmn').click();
    await view(paula, 'priority').click();
    expect(await cell.textContent()).toContain('2');

    // when
    await paula.getByRole('button', { name: 'Deploy', exact: true }).click();
    await paula.getByRole('dialog').getByRole('button', { name: 'Deploy' }).click();
    await paula.waitForURL(/\/processes\//);

    // then
    const { items } = await send<{ items: { version: number }[] }>(
      paula,
      '/v2/decision-definitions/search',
      { filter: { decisionDefinitionId: 'incident-priority', isLatest: true } },
    );
    expect(items.map(({ version }) => version)).toEqual([2]);
  }, 120_000);
});
