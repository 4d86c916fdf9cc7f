import { join } from 'node:path';
import { capture, startProduct, waitForModeler, type Product } from '../support/browser.js';

const models = join(__dirname, '../foreign/models');

describe('importing a model of another tool', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);

  afterAll(() => product.stop(), 60_000);

  it('tells what became of what, opens the draft, and leads to the elements', async () => {
    // given
    const paula = await product.open('paula', '/drafts');
    await paula.getByRole('button', { name: 'Import' }).click();

    // when
    const chooser = paula.waitForEvent('filechooser');
    await paula.getByLabel('Files (.bpmn, .form, .dmn)').click();
    await (await chooser).setFiles(join(models, 'camunda-8/major-incident.bpmn'));

    // then
    await paula.getByText('Can be deployed').waitFor();
    await paula.getByText('zeebe:assignmentDefinition').first().waitFor();
    expect(await capture(paula, 'import')).toEqual([]);

    // when
    await paula.getByRole('button', { name: 'Open as a draft' }).click();
    await waitForModeler(paula);
    await paula.getByRole('tab', { name: 'Import' }).waitFor();
    await paula.getByRole('button', { name: /Inform customers/ }).click();

    // then
    await paula.locator('.djs-element.selected[data-element-id=Activity_Take]').waitFor();
    expect(await paula.locator('[data-element-id=Flow_m1]').count()).toBeGreaterThan(0);
    expect(await capture(paula, 'imported-draft')).toEqual([]);
  });
});
