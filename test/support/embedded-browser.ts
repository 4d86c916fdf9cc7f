import { findChromium } from '../../server/embedded/index.js';

/** What Chromium needs to run in a container, and to leave the network alone. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of the browser for end-to-end tests. */
export function chromiumPath(): Promise<string> {
  return findChromium();
}
