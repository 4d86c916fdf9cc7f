import { capture, startProduct, type Product } from '../support/browser.js';

describe('records in the browser', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 150_000);

  afterAll(() => product.stop(), 60_000);

  it('are found by words, opened, and lead to what they are linked with', async () => {
    // given
    const anna = await product.open('anna', '/records?type=known-error');
    await anna.getByRole('row').filter({ hasText: 'Payroll stops' }).waitFor();
    expect(await capture(anna, 'records-list')).toEqual([]);

    // when
    await anna.getByRole('searchbox', { name: 'Number or words' }).fill('payroll overlap');
    await anna.waitForURL(/text=payroll/);
    await anna.getByRole('row').filter({ hasText: 'Telephones' }).waitFor({ state: 'hidden' });
    await anna.getByRole('link', { name: 'KE-1', exact: true }).click();

    // then
    await anna.getByRole('heading', { name: /KE-1 · Payroll stops/ }).waitFor();
    await anna.getByText('Stop the second run', { exact: false }).waitFor();
    expect(await capture(anna, 'record')).toEqual([]);
    await anna.getByRole('tab', { name: 'Links' }).click();
    await anna.getByText('payroll-app · Live').waitFor();
    expect(await capture(anna, 'record-links')).toEqual([]);
  }, 150_000);

  it('are created where what is missing is said at its field', async () => {
    // given
    const dirk = await product.open('dirk', '/records?type=action-item');
    await dirk.getByRole('button', { name: 'New record' }).click();
    const dialog = dirk.getByRole('dialog');
    await dialog.getByLabel('What is to be done').fill('Ask for a second line');
    await dialog.getByLabel('Owner').fill('dirk');

    // when
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText('Expected a value, but there is none.').first().waitFor();
    expect(await capture(dirk, 'record-new')).toEqual([]);
    await dialog.getByLabel('Due', { exact: false }).first().fill('2027-05-01T12:00');
    await dialog.getByRole('button', { name: 'Create' }).click();

    // then
    await dirk.getByRole('heading', { name: /ACT-\d+ · Ask for a second line/ }).waitFor();
  }, 150_000);

  it('go to another status, keep files, and tell what has changed', async () => {
    // given
    const paula = await product.open('paula', '/records?type=action-item&mine=true');
    await paula.getByRole('link', { name: 'ACT-1', exact: true }).click();

    // when
    await paula.getByRole('button', { name: 'Done', exact: true }).click();
    const dialog = paula.getByRole('dialog');
    await dialog.getByLabel('Result').fill('It is renewed.');
    await dialog.getByRole('button', { name: 'Done', exact: true }).click();
    await paula.getByRole('main').getByText('It is renewed.').waitFor();
    await paula.getByRole('tab', { name: 'Files' }).click();
    await paula.locator('input[type=file]').setInputFiles({
      name: 'license.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('one more year'),
    });
    await paula.getByRole('link', { name: 'license.txt' }).waitFor();
    expect(await capture(paula, 'record-files')).toEqual([]);

    // then
    await paula.getByRole('tab', { name: 'History' }).click();
    await paula.getByText('paula · file attached').waitFor();
    const table = paula.getByRole('table', { name: 'Changes of version 2' });
    await table.getByRole('row').filter({ hasText: 'It is renewed.' }).waitFor();
    expect(await capture(paula, 'record-history')).toEqual([]);
  }, 150_000);
});
