import { readFile, writeFile } from 'node:fs/promises';
import { PortInUseError } from '../errors.mjs';
import { createPortChooser } from '../processes/free-port.mjs';

/**
 * @typedef {object} ProductPorts
 * @property {number} http
 * @property {number} mongodb
 * @property {import('../servers/temporal-plan.mjs').TemporalPorts} temporal
 */

/** Where the product is expected if nothing else is there. */
const usualHttpPort = 8080;

/**
 * Chooses the ports of this run: those of the last one as far as they are free, so that bookmarks stay good.
 * A port that was asked for is taken or refused, never replaced.
 * @param {string} file
 * @param {string | undefined} askedFor the value of PORT
 * @param {ReturnType<typeof createPortChooser>} [chooser]
 */
export async function chooseProductPorts(file, askedFor, chooser = createPortChooser()) {
  const last = await readLast(file);
  /** @type {ProductPorts} */
  const ports = {
    http: askedFor
      ? await chooser.demand(Number(askedFor), 'PORT')
      : await chooser.choose(last['http'], usualHttpPort),
    mongodb: await chooser.choose(last['mongodb']),
    temporal: {
      grpc: await chooser.choose(last['temporalGrpc']),
      ui: await chooser.choose(last['temporalUi']),
      http: await chooser.choose(last['temporalHttp']),
      metrics: await chooser.choose(last['temporalMetrics']),
    },
  };
  await remember(file, ports);

  async function chooseHttpAgain() {
    if (askedFor) throw new PortInUseError(Number(askedFor), 'PORT');
    ports.http = await chooser.choose();
    await remember(file, ports);
    return ports.http;
  }

  return { ports, chooseHttpAgain };
}

/**
 * @param {string} file
 * @param {ProductPorts} ports
 */
async function remember(file, ports) {
  await writeFile(file, `${JSON.stringify(flatten(ports), null, 2)}\n`);
}

/** @param {ProductPorts} ports */
function flatten({ http, mongodb, temporal }) {
  return {
    http,
    mongodb,
    temporalGrpc: temporal.grpc,
    temporalUi: temporal.ui,
    temporalHttp: temporal.http,
    temporalMetrics: temporal.metrics,
  };
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, number | undefined>>}
 */
async function readLast(file) {
  try {
    const entries = Object.entries(JSON.parse(await readFile(file, 'utf8')));
    return Object.fromEntries(entries.filter(([, port]) => Number.isInteger(port)));
  } catch {
    return {};
  }
}
