import { hostileFragments, tokens } from './javascript-fragments.js';
import type { Random } from './random.js';

/** Pieces of a script that mean something by themselves, spaces left out. */
const tokenPattern = /[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|'[^']*'|"[^"]*"|\s+|[^\s\p{L}\p{N}]/gu;

/** A script that is none, does what it must not, or nearly does what it should; never more than some fragments long. */
export function hostileScript(random: Random, scripts: readonly string[]): string {
  const parts = Array.from({ length: random.oneIn(3) ? 2 + random.below(3) : 1 }, () =>
    random.pick(random.oneIn(4) ? scripts : hostileFragments),
  );
  let script = parts.map((part = '') => (random.oneIn(6) ? wrap(random, part) : part)).join('\n');
  for (let count = random.oneIn(2) ? 0 : 1 + random.below(3); count > 0; count -= 1)
    script = exchange(random, script);
  return script;
}

function wrap(random: Random, part: string): string {
  switch (random.below(6)) {
    case 0:
      return `try {\n${part}\n} catch (error) { error } finally { ${random.pick(hostileFragments) ?? ''} }`;
    case 1:
      return `(() => {\n${part}\n})()`;
    case 2:
      return `for (let i = 0; i < ${random.below(1000)}; i += 1) {\n${part}\n}`;
    case 3:
      return `({ get a() {\n${part}\n} })`;
    case 4:
      return `[1, 2].map(() => {\n${part}\n})`;
    default:
      return `eval(${JSON.stringify(part)})`;
  }
}

/** One token goes, comes, changes its place or becomes another. */
function exchange(random: Random, script: string): string {
  const found = script.match(tokenPattern) ?? [];
  const at = random.below(found.length + 1);
  const other = random.oneIn(2) ? random.pick(tokens) : random.pick(found);
  switch (random.below(4)) {
    case 0:
      found.splice(at, 1);
      break;
    case 1:
      found.splice(at, 0, other ?? '');
      break;
    case 2:
      found.splice(at, 1 + random.below(5));
      break;
    default:
      found.splice(at, 1, other ?? '');
  }
  return found.join('');
}
