import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const isKilled = ({ status }) => status === 'Killed' || status === 'Timeout';
const isSurvivor = ({ status }) => status === 'Survived' || status === 'NoCoverage';

/** One line: how many mutants of a folder were killed. */
export function tellResults(folder, results, seconds) {
  const killed = results.filter(isKilled).length;
  const survived = results.filter(isSurvivor).length;
  const timeouts = results.filter(({ status }) => status === 'Timeout').length;
  const share = (100 * killed) / Math.max(1, killed + survived);
  const rest = results.length - killed - survived;
  return (
    `${folder}: ${killed} of ${killed + survived} mutants killed (${share.toFixed(1)} %), ${timeouts} of them by an endless loop; ` +
    `${rest} ignored or broken; ${seconds.toFixed(0)} s`
  );
}

function sourceLines(fileName) {
  return readFileSync(fileName, 'utf8').split('\n');
}

function describeMutant({ fileName, location, status, mutatorName, replacement }) {
  const { start, end } = location;
  const lines = sourceLines(fileName);
  const first = lines[start.line - 1] ?? '';
  const original =
    start.line === end.line
      ? first.slice(start.column - 1, end.column - 1)
      : `${first.slice(start.column - 1)} …`;
  const place = `${relative('.', fileName)}:${start.line}:${start.column}`;
  return `${place} ${status} ${mutatorName}\n  - ${original}\n  + ${replacement ?? ''}\n`;
}

/** Every mutant that no test has noticed, by place. */
export function describeResults(results) {
  return results
    .filter((mutant) => !isKilled(mutant))
    .sort(
      (a, b) =>
        a.fileName.localeCompare(b.fileName) || a.location.start.line - b.location.start.line,
    )
    .map(describeMutant)
    .join('\n');
}
