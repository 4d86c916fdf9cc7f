import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** @typedef {import('./embedded-server.mjs').ServerPlan} ServerPlan */
/** @typedef {{ grpc: number, ui: number, http: number, metrics: number }} TemporalPorts */
/** @typedef {{ executable: string, ports: TemporalPorts, databaseFile?: string, logFile: string }} TemporalPlanOptions */

export const temporalNamespace = 'default';

/** A hundred years: what is finished stays readable, for the evidence of a process may be asked for any time. */
const retention = '3153600000s';

/**
 * Temporal's development server with its user interface; in memory unless a database file is given.
 * @param {TemporalPlanOptions} options
 * @returns {ServerPlan}
 */
export function createTemporalPlan({ executable, ports, databaseFile, logFile }) {
  if (databaseFile) mkdirSync(dirname(databaseFile), { recursive: true });
  return {
    child: {
      name: 'temporal',
      executable,
      commandArguments: temporalArguments(ports, databaseFile),
      logFile,
    },
    prepare: () => ensureRetention(ports.http),
  };
}

/**
 * @param {TemporalPorts} ports
 * @param {string | undefined} databaseFile
 */
function temporalArguments(ports, databaseFile) {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--namespace', temporalNamespace],
    ...['--port', String(ports.grpc), '--ui-port', String(ports.ui)],
    ...['--http-port', String(ports.http), '--metrics-port', String(ports.metrics)],
    ...['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'],
    ...['--log-level', 'warn', '--ui-disable-news-fetch'],
    ...(databaseFile ? storeArguments(databaseFile) : []),
  ];
}

/**
 * Write-ahead log with full synchronisation: as safe as the default, and nearly twice as fast.
 * @param {string} databaseFile
 */
function storeArguments(databaseFile) {
  return [
    ...['--db-filename', databaseFile],
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'],
  ];
}

/**
 * Sets how long closed workflows are kept; answers as soon as the server does.
 * @param {number} httpPort
 */
async function ensureRetention(httpPort) {
  const namespaceUrl = `http://127.0.0.1:${httpPort}/api/v1/namespaces/${temporalNamespace}`;
  const found = await fetchJson(namespaceUrl);
  if (found?.config?.workflowExecutionRetentionTtl === retention) return true;
  const updated = await fetchJson(`${namespaceUrl}/update`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ config: { workflowExecutionRetentionTtl: retention } }),
  });
  return updated?.config?.workflowExecutionRetentionTtl === retention;
}

/**
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<{ config?: { workflowExecutionRetentionTtl?: string } } | undefined>}
 */
async function fetchJson(url, init = {}) {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(3000) });
  if (!response.ok) return undefined;
  return JSON.parse(await response.text());
}
