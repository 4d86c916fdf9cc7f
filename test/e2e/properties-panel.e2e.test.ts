import { capture, openNextVersion, startProduct, type Product } from '../support/browser.js';

describe('the properties panel', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);

  afterAll(() => product.stop(), 60_000);

  it('offers inputs, pauses of clocks and quantities of tokens, and says what is no number', async () => {
    // given
    const paula = await product.open('paula', '/processes?kind=standard');
    await paula.getByRole('link', { name: 'Incident escalation' }).click();
    await openNextVersion(paula);
    await paula.locator('[data-element-id=first-line-support]').first().click();
    const group = (id: string) => paula.locator(`[data-group-id=group-lemniscate-${id}]`);

    // when
    await group('inputs').getByTitle('Create new list item').click();
    await group('tokens').getByText('Tokens', { exact: true }).click();
    await paula.getByLabel('Tokens it takes to begin').fill('two');
    await group('tokens').scrollIntoViewIfNeeded();

    // then
    await paula.getByText('A whole number from 0').waitFor();
    await group('inputs').getByText('input1 ← null').waitFor();
    await paula.getByText('Pauses of clock First line').waitFor();
    expect(await capture(paula, 'panel-of-a-step')).toEqual([]);
  }, 90_000);
});
