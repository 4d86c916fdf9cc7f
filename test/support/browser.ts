import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startEmbeddedApp, type EmbeddedApp } from './embedded-app.js';
import { chromiumFlags, chromiumPath } from './embedded-browser.js';

const artifacts = path.resolve(__dirname, '../../test-artifacts');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const schemes = ['light', 'dark'] as const;

/** The running product with a browser in front of it. */
export interface Product {
  readonly app: EmbeddedApp;
  /** A page of its own, with the person logged in. */
  open(username: string, address?: string): Promise<Page>;
  /** A page where nobody is logged in. */
  openLoggedOut(address?: string): Promise<Page>;
  stop(): Promise<void>;
}

export async function startProduct(): Promise<Product> {
  const [app, browser] = await Promise.all([startEmbeddedApp(), launchBrowser()]);
  const openLoggedOut = (address = '/'): Promise<Page> =>
    openPage(browser, `${app.baseUrl}${address}`);
  return {
    app,
    openLoggedOut,
    async open(username, address = '/inbox') {
      const page = await openLoggedOut(address);
      await logIn(page, username);
      return page;
    },
    async stop() {
      await captureLastViews(browser);
      await browser.close();
      await app.stop();
    },
  };
}

/** What every page showed last: after a failure, the first thing to look at. */
async function captureLastViews(browser: Browser): Promise<void> {
  mkdirSync(artifacts, { recursive: true });
  const pages = browser.contexts().flatMap((context) => context.pages());
  const file = path.basename(expect.getState().testPath ?? 'unknown', '.e2e.test.ts');
  await Promise.all(
    pages.map((page, index) =>
      page
        .screenshot({ path: path.join(artifacts, `last-${file}-${index}.png`) })
        .catch(() => undefined),
    ),
  );
}

async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumFlags] });
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    colorScheme: 'light',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(address);
  return page;
}

/** Fills the login form; demo passwords follow the user name. */
export async function logIn(
  page: Page,
  username: string,
  password = `${username}-demo-1`,
): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
}

/** Takes a picture in both color schemes and answers what the accessibility check found in them. */
export async function capture(page: Page, name: string): Promise<string[]> {
  mkdirSync(artifacts, { recursive: true });
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(150);
    await page.screenshot({ path: path.join(artifacts, `${name}-${colorScheme}.png`) });
    // Only colors differ between the schemes: the structure is checked once.
    const axe = new AxeBuilder({ page });
    const checks =
      colorScheme === 'light' ? axe.withTags(standards) : axe.withRules(['color-contrast']);
    const { violations } = await checks.analyze();
    for (const { id, nodes } of violations) {
      found.push(...nodes.map(({ html }) => `${colorScheme} ${id}: ${html.slice(0, 200)}`));
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** From the page of a process into a new draft of its next version, ready to be drawn on. */
export async function openNextVersion(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit as a new version' }).click();
  await waitForModeler(page);
}

export async function waitForModeler(page: Page): Promise<void> {
  await page.waitForURL(/\/drafts\//);
  await page.locator('.djs-palette').waitFor();
  await page.locator('.djs-shape').first().waitFor();
}

/** Chooses an option of a select of a task's form. */
export async function chooseFirstOption(page: Page, label: string): Promise<void> {
  const field = page.locator('.fjs-form-field-select').filter({ hasText: label });
  await field.locator('.fjs-input-group').click();
  await field.locator('.fjs-dropdownlist-item').first().click();
}

/** Fills the form of a new incident and sends it; answers its number. */
export async function reportIncident(page: Page, title: string, service?: string): Promise<string> {
  await page.goto(new URL('/start/incident-escalation', page.url()).toString());
  if (service !== undefined) {
    await page.getByRole('combobox', { name: 'Service' }).click();
    await page.getByRole('option', { name: service }).click();
  }
  await page.getByLabel('Short description').fill(title);
  await page.getByLabel('What happens').fill('It does not work as agreed.');
  await page.getByLabel('How to reach you').fill('020 555 0101');
  await fillMoment(page);
  await page.getByRole('button', { name: 'Send' }).click();
  const message = await page.getByRole('heading', { name: /is under way$/ }).textContent();
  return /\S+-\d+/.exec(message ?? '')?.[0] ?? '';
}

async function fillMoment(page: Page): Promise<void> {
  await page.getByLabel('Noticed on').fill('11/20/2026');
  await page.getByLabel('Noticed on').press('Enter');
  await page.getByLabel('At*', { exact: false }).last().fill('09:30');
  await page.keyboard.press('Enter');
}

/** Sends a command as the application does, with the session of the page. */
export function send<Answer>(page: Page, path: string, body: object): Promise<Answer> {
  return page.evaluate(
    async ([url, text]) => {
      const session = (await (await fetch('/v2/session')).json()) as { csrfToken: string };
      const headers = { 'content-type': 'application/json', 'x-csrf-token': session.csrfToken };
      const answer = await fetch(url, { method: 'POST', headers, body: text });
      if (!answer.ok) throw new TypeError(await answer.text());
      return (await answer.json()) as Answer;
    },
    [path, JSON.stringify(body)] as const,
  );
}
