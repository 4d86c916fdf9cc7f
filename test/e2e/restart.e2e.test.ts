import {
  capture,
  chooseFirstOption,
  reportIncident,
  startProduct,
  type Product,
} from '../support/browser.js';

describe('going on after a crash', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);

  afterAll(() => product.stop(), 60_000);

  it('finds the task, what was typed in it and the process where they were', async () => {
    // given
    const rita = await product.open('rita', '/reports');
    const businessKey = await reportIncident(rita, 'Survives the crash');
    const anna = await product.open('anna', '/inbox');
    await anna.getByRole('list', { name: 'Tasks' }).getByText(businessKey).click();
    await anna.getByRole('button', { name: 'Claim' }).click();
    await anna.getByLabel(/^High: many people/).check();
    await anna.getByText(/^Draft saved/).waitFor();

    // when
    await product.app.kill('supervisor', 'SIGKILL');
    await product.app.start();

    // then
    await anna
      .getByText('No connection.', { exact: false })
      .waitFor({ state: 'detached', timeout: 30_000 });
    await anna.reload();
    await anna.getByText('Claimed by Anna Visser').waitFor();
    expect(await anna.getByLabel(/^High: many people/).isChecked()).toBe(true);
    await chooseFirstOption(anna, 'Category');
    await anna.getByLabel(/^High: within hours/).check();
    await anna.getByRole('button', { name: 'Complete' }).click();
    await anna.getByText('Investigate and restore (first line)').first().waitFor();
    expect(await capture(anna, 'after-restart')).toEqual([]);
  }, 180_000);
});
