import { mutateText } from '../mutate-xml.js';
import type { Random } from '../random.js';

/** Pieces of an expression that mean something by themselves. */
const tokenPattern = /"(?:[^"\\]|\\[^])*"|[\p{L}_?][\p{L}\p{N}_]*|\d+|\s+|\*\*|\.\.|[<>!]=|[^]/gu;

const tokens: readonly string[] = [
  ...['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'function', 'not'],
  ...['and', 'or', 'between', 'instance of', 'null', 'true', 'item', 'partial', '?', 'external'],
  ...['(', ')', '[', ']', '{', '}', ',', ':', '.', '..', '...', '@', '"', '+', '-', '*', '/', '**'],
  ...['=', '!=', '<', '<=', '>', '>=', '0', '1', '-1', '1e400', '"a"', '@"P1D"', 'list<', '->'],
];

const pieces: readonly string[] = [
  ...['"', '\\', '@', '(', ')', '[', ']', '{', '}', ',', '.', ' ', '\n', '\t', '/*', '*/', '//'],
  ...['\u0000', '\ufeff', '\u2028', '\ud800', '\u{1F40E}', '\u0301', '\u202e', '\u00a0', '9', 'e'],
];

/** Ways to put expressions together; `$` stands for one. */
const frames: readonly string[] = [
  '($)',
  '[$, $]',
  '$ + $',
  '$ = $',
  '$ and $',
  '$ in $',
  '$[$]',
  '$.$',
  '-$',
  'if $ then $ else $',
  'for i in $ return $',
  'some i in $ satisfies $',
  '{a: $, b: $}',
  'function(x) $',
  'string($)',
  'not($)',
  'count($)',
  'sort($, function(a, b) $)',
  '[$..$]',
  '$ between $ and $',
  '$ instance of $',
];

/** Damages an expression by its characters or its tokens, or puts it together with others. */
export function mutateFeel(random: Random, text: string, others: readonly string[]): string {
  const choice = random.below(6);
  if (choice === 0) return mutateText(random, text, pieces);
  if (choice <= 2) return combine(random, text, others);
  let changed = text;
  for (let count = random.oneIn(2) ? 0 : random.below(4); count >= 0; count -= 1)
    changed = exchange(random, changed, others);
  return changed;
}

function combine(random: Random, text: string, others: readonly string[]): string {
  const frame = random.pick(frames) ?? '$';
  let isFirst = true;
  return frame.replaceAll('$', () => {
    const part = isFirst ? text : (random.pick(others) ?? '1');
    isFirst = false;
    return random.oneIn(2) ? `(${part})` : part;
  });
}

/** One token goes, comes, changes its place or becomes another. */
function exchange(random: Random, text: string, others: readonly string[]): string {
  const found = text.match(tokenPattern) ?? [];
  const at = random.below(found.length);
  const donor = random.oneIn(3) ? (random.pick(others) ?? '').match(tokenPattern) : found;
  const other = (random.oneIn(2) ? random.pick(tokens) : random.pick(donor ?? [])) ?? '';
  switch (random.below(5)) {
    case 0:
      found.splice(at, 1);
      break;
    case 1:
      found.splice(at, 0, other);
      break;
    case 2:
      found.splice(at, 1 + random.below(5));
      break;
    case 3:
      found.splice(at, 0, ...found.slice(random.below(found.length), random.below(found.length)));
      break;
    default:
      found.splice(at, 1, other);
  }
  return found.join('');
}
