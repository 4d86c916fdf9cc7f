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
  });

  it('are created, changed, attached to and brought to another status, and tell it', async () => {
    // given
    const dirk = await product.open('dirk', '/records?type=action-item');
    await dirk.getByRole('button', { name: 'New record' }).click();
    const dialog = dirk.getByRole('dialog');
    await dialog.getByLabel('What is to be done').fill('Ask for a second line');
    await dialog.getByLabel('Owner').fill('dirk');
    await dialog.getByRole('button', { name: 'Create' }).click();

    // when
    await dialog.getByText('Expected a value, but there is none.').first().waitFor();
    expect(await capture(dirk, 'record-new')).toEqual([]);
    await dialog.getByLabel('Due', { exact: false }).first().fill('2027-05-01T12:00');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dirk.getByRole('heading', { name: /Ask for a second line/ }).waitFor();
    await dirk.getByRole('button', { name: 'Done', exact: true }).click();
    await dirk.getByRole('dialog').getByLabel('Result').fill('It is ordered.');
    expect(await capture(dirk, 'record-transition')).toEqual([]);
    await dirk.getByRole('dialog').getByRole('button', { name: 'Done', exact: true }).click();
    await dirk.getByRole('main').getByText('It is ordered.').waitFor();
    await dirk.getByRole('tab', { name: 'Files' }).click();
    await dirk.locator('input[type=file]').setInputFiles({
      name: 'order.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('one line'),
    });
    await dirk.getByRole('link', { name: 'order.txt' }).waitFor();
    expect(await capture(dirk, 'record-files')).toEqual([]);

    // then
    await dirk.getByRole('tab', { name: 'History' }).click();
    await dirk.getByText('dirk · file attached').waitFor();
    const table = dirk.getByRole('table', { name: 'Changes of version 2' });
    await table.getByRole('row').filter({ hasText: 'It is ordered.' }).waitFor();
    expect(await capture(dirk, 'record-history')).toEqual([]);
  });
});
