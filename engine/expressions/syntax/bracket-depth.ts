/** What matters to nesting: strings and comments, which hold none, brackets, and the dots of ranges. */
const piecePattern = /"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*[^]*?\*\/|[()[\]{}]|\.\./g;

/**
 * The place of the first bracket that opens more than `limit` levels, if there is one. The grammar takes long to find out
 * by itself. Both brackets of a range may open, or close, so that each range allows for two more.
 */
export function findTooDeep(text: string, limit: number): number | undefined {
  let depth = 0;
  let ranges = 0;
  for (const { 0: piece, index } of text.matchAll(piecePattern)) {
    if (piece === '..') ranges += 1;
    else if (piece === '(' || piece === '[' || piece === '{') depth += 1;
    else if (piece === ')' || piece === ']' || piece === '}') depth = Math.max(0, depth - 1);
    if (depth - 2 * ranges > limit) return index;
  }
  return undefined;
}
