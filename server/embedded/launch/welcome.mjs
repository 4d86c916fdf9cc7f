import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{ username: string, password: string, displayName: string, roles: string[] }} DemoPerson */
/** @typedef {import('../supervisor/start-product.mjs').ProductUrls} ProductUrls */

/**
 * What the person who typed `npm start` needs to know next.
 * @param {ProductUrls} urls
 * @param {string} dataFolder
 * @param {DemoPerson[]} people
 * @returns {string}
 */
export function formatWelcome({ url, temporalUiUrl }, dataFolder, people) {
  const facts = [
    ['Application', url],
    ...(temporalUiUrl ? [['Temporal UI', temporalUiUrl]] : []),
    ['Data', dataFolder],
    ['Logs', join(dataFolder, 'logs')],
  ];
  const logins = people.map(({ username, password, displayName, roles }) => [
    username,
    password,
    displayName,
    roles.join(', '),
  ]);
  const table =
    logins.length > 0
      ? ['', ...formatTable([['Log in as', 'password', 'name', 'roles'], ...logins])]
      : [];
  return [
    '',
    'Lemniscate is ready.',
    '',
    ...formatTable(facts),
    ...table,
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

/**
 * @param {string} projectFolder
 * @returns {Promise<DemoPerson[]>} none if there is no such file
 */
export async function readDemoPeople(projectFolder) {
  const file = join(projectFolder, 'definitions', 'demo', 'people.json');
  const text = await readFile(file, 'utf8').catch(() => '[]');
  return JSON.parse(text);
}

/** @param {string[][]} rows */
function formatTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd(),
  );
}
