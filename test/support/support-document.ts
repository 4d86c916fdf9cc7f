import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(join(__dirname, '../../docs/bpmn-support.md'), 'utf8');

export interface SupportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The first table below a heading of docs/bpmn-support.md. */
export function supportTable(heading: string): SupportTable {
  return tablesOf(sectionOf(`## ${heading}`))[0] ?? { columns: [], rows: [] };
}

/** Every table below a heading that has one, the sections inside it included. */
export function supportTables(heading: string): readonly SupportTable[] {
  return tablesOf(sectionOf(`## ${heading}`));
}

/** The words in backticks of a cell. */
export function codeOf(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** Events of the table, as `timer, boundary`. */
export function listSupportedEvents(): readonly string[] {
  const { columns, rows } = supportTable('Events');
  return rows.flatMap((row) =>
    columns.flatMap((place, position) =>
      row[position] === '✔' ? [`${codeOf(row[0]).join('')}, ${place}`] : [],
    ),
  );
}

function sectionOf(heading: string): string {
  return text.split(`\n${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

function tablesOf(section: string): readonly SupportTable[] {
  const blocks = section.split(/\n(?!\|)/).map((block) => block.trim());
  return blocks
    .filter((block) => block.startsWith('|'))
    .map((block) => {
      const [columns = [], , ...rows] = block.split('\n').map(cellsOf);
      return { columns, rows };
    });
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
