import { capture, logIn, reportIncident, startProduct, type Product } from '../support/browser.js';

describe('looking after the running processes and the people', () => {
  let product: Product;
  let businessKey: string;

  beforeAll(async () => {
    product = await startProduct();
    const rita = await product.open('rita', '/reports');
    businessKey = await reportIncident(rita, 'Something to look after', 'Payroll');
  }, 150_000);

  afterAll(() => product.stop(), 60_000);

  it('lists definitions with versions and where they apply', async () => {
    // given
    const admin = await product.open('admin', '/operations/definitions');

    // when
    const rows = admin.getByRole('row');
    await rows.filter({ hasText: 'Service payroll' }).waitFor();

    // then
    await rows.filter({ hasText: 'All services' }).getByText('v1', { exact: true }).waitFor();
    expect(await capture(admin, 'operations-definitions')).toEqual([]);
  });

  it('opens an instance with its tokens, variables, timeline and its workflow', async () => {
    // given
    const admin = await product.open('admin', '/operations');
    await admin.getByRole('row').filter({ hasText: businessKey }).waitFor();
    expect(await capture(admin, 'operations-instances')).toEqual([]);

    // when
    await admin.getByRole('link', { name: businessKey, exact: true }).click();

    // then
    await admin.locator('.lem-badge-information').waitFor();
    await admin.getByText('Task “Classify and prioritise” offered').waitFor();
    expect(await admin.locator('.lem-taken').count()).toBeGreaterThan(0);
    expect(await capture(admin, 'operations-instance')).toEqual([]);
    await admin.getByRole('tab', { name: 'Variables' }).click();
    await admin.getByRole('rowheader', { name: 'title', exact: true }).waitFor();
    expect(await capture(admin, 'operations-variables')).toEqual([]);
    await admin.getByRole('tab', { name: 'Tasks' }).click();
    await admin.getByRole('link', { name: 'Classify and prioritise' }).waitFor();
    const href = await admin.getByRole('link', { name: 'Open in Temporal' }).getAttribute('href');
    expect(href?.startsWith(product.app.temporalUiUrl)).toBe(true);
    const answer = await fetch(href ?? '');
    expect(answer.status).toBe(200);
  });

  it('suspends an instance, which its tasks show, and resumes it', async () => {
    // given
    const dirk = await product.open('dirk', '/operations');
    await dirk.getByRole('link', { name: businessKey, exact: true }).click();

    // when
    await dirk.getByRole('button', { name: 'Suspend instance' }).click();
    await dirk.getByRole('dialog').getByLabel('Reason').fill('The reporter is asked first.');
    expect(await capture(dirk, 'operations-suspend')).toEqual([]);
    await dirk.getByRole('dialog').getByRole('button', { name: 'Suspend instance' }).click();

    // then
    await dirk.getByRole('main').getByText('suspended', { exact: true }).waitFor();
    await dirk.getByText('The reporter is asked first.').waitFor();
    expect(await capture(dirk, 'operations-suspended')).toEqual([]);
    const anna = await product.open('anna', '/inbox?filter=myGroups');
    const row = anna.getByRole('listitem').filter({ hasText: businessKey });
    await row.getByText('suspended').waitFor();
    await row.getByRole('link').click();
    await anna.getByText('This work is suspended.', { exact: false }).waitFor();
    expect(await capture(anna, 'inbox-suspended')).toEqual([]);
    const list = await product.open('dirk', '/operations?suspended=true');
    await list.getByRole('row').filter({ hasText: businessKey }).getByText('suspended').waitFor();
    expect(await capture(list, 'operations-only-suspended')).toEqual([]);

    // when
    await dirk.getByRole('button', { name: 'Resume instance' }).click();
    await dirk.getByRole('dialog').getByRole('button', { name: 'Resume instance' }).click();

    // then
    await dirk.getByRole('button', { name: 'Suspend instance' }).waitFor();
    await anna.getByText('Claim the task to work on it.').waitFor();
  });

  it('follows an instance live and cancels it with a reason', async () => {
    // given
    const admin = await product.open('admin', '/operations');
    await admin.getByRole('link', { name: businessKey, exact: true }).click();

    // when
    await admin.getByRole('button', { name: 'Cancel instance' }).click();
    await admin.getByRole('dialog').getByLabel('Reason').fill('Reported twice.');
    expect(await capture(admin, 'operations-cancel')).toEqual([]);
    await admin.getByRole('dialog').getByRole('button', { name: 'Cancel instance' }).click();

    // then
    await admin.getByText('Reason: Reported twice.').waitFor();
    await admin.locator('.lem-badge-information').waitFor({ state: 'detached' });
  });

  it('adds a person who may log in, and locks the person out again', async () => {
    // given
    const admin = await product.open('admin', '/administration');
    await admin.getByRole('button', { name: 'Add a person' }).click();
    const dialog = admin.getByRole('dialog');

    // when
    await dialog.getByLabel('User name').fill('eva');
    await dialog.getByLabel('Name', { exact: false }).nth(1).fill('Eva de Wit');
    await dialog.getByRole('combobox', { name: 'Roles' }).focus();
    await admin.keyboard.press('ArrowDown');
    await admin.getByRole('option', { name: 'Reporter' }).click();
    await admin.keyboard.press('Escape');
    await dialog.locator('input[type=password]').fill('eva-first-password');
    expect(await capture(admin, 'people-add')).toEqual([]);
    await dialog.getByRole('button', { name: 'Create' }).click();

    // then
    await admin.getByRole('row').filter({ hasText: 'Eva de Wit' }).waitFor();
    expect(await capture(admin, 'people')).toEqual([]);
    const eva = await product.openLoggedOut();
    await logIn(eva, 'eva', 'eva-first-password');
    await eva.getByRole('dialog', { name: 'Change password' }).waitFor();

    // when
    await admin.getByRole('button', { name: 'Edit Eva de Wit' }).click();
    await dialog.getByRole('switch', { name: 'May log in' }).uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();

    // then
    await admin.getByRole('row').filter({ hasText: 'Eva de Wit' }).getByText('disabled').waitFor();
    await eva.getByText('Your session has ended').waitFor();
    expect(await capture(eva, 'session-ended')).toEqual([]);
    await admin.getByRole('link', { name: 'Audit log' }).click();
    await admin.getByRole('cell', { name: /eva/ }).first().waitFor();
    expect(await capture(admin, 'audit')).toEqual([]);
  });

  it('shows an agent neither the places nor the pages of others', async () => {
    // given
    const anna = await product.open('anna', '/administration');

    // when
    await anna.getByRole('heading', { name: 'No access' }).waitFor();

    // then
    const places = anna.getByRole('navigation', { name: 'Places' });
    // Operations for the records that agents work on; its other pages are not for them.
    expect(await places.getByRole('link').allTextContents()).toEqual(['Inbox', 'Operations']);
    expect(await capture(anna, 'no-access')).toEqual([]);
  });
});
