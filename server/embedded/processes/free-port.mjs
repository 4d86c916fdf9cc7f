import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { EmbeddedError, PortInUseError } from '../errors.mjs';

const loopback = '127.0.0.1';

/** How often a port is chosen before giving up, should the system hand out taken ones. */
const maxTries = 50;

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port, host = loopback) {
  return (await listenOnce(port, host)) !== undefined;
}

/**
 * @callback IsPortFree
 * @param {number} port
 * @returns {Promise<boolean>}
 */

/**
 * Chooses ports one after the other so that no two are the same: the preferred ones as far as they are free.
 * @param {{ isFree?: IsPortFree, chooseAny?: () => Promise<number> }} [ports]
 */
export function createPortChooser({ isFree = isPortFree, chooseAny = chooseAnyPort } = {}) {
  /** @type {Set<number>} */
  const taken = new Set();

  /** @param {(number | undefined)[]} preferred */
  async function choose(...preferred) {
    for (const port of preferred) {
      if (port !== undefined && !taken.has(port) && (await isFree(port))) return take(port);
    }
    for (let tries = 0; tries < maxTries; tries += 1) {
      const port = await chooseAny();
      if (!taken.has(port)) return take(port);
    }
    throw new EmbeddedError(
      'NO_FREE_PORT',
      'Expected the system to offer a free port, but it offered none.',
    );
  }

  /**
   * Takes exactly this port, for a person asked for it.
   * @param {number} port
   * @param {string} setting
   */
  async function demand(port, setting) {
    if (taken.has(port) || !(await isFree(port))) throw new PortInUseError(port, setting);
    return take(port);
  }

  /** @param {number} port */
  function take(port) {
    taken.add(port);
    return port;
  }

  return { choose, demand };
}

/** Below the ports of outgoing connections, one of which could take a port between its choice and its use. */
const lowestPort = 20_000;
const highestPort = 32_000;

/** @returns {Promise<number>} */
export async function chooseAnyPort() {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const candidate = randomInt(lowestPort, highestPort);
    if (await isPortFree(candidate)) return candidate;
  }
  const port = await listenOnce(0, loopback);
  if (port === undefined) {
    throw new EmbeddedError(
      'NO_FREE_PORT',
      'Expected the system to offer a free port, but it offered none.',
    );
  }
  return port;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number | undefined>}
 */
function listenOnce(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.unref();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(found));
    });
  });
}
