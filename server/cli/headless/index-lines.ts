const markup = /<!--[\s\S]*?-->|<[^!?/][^<>]*?>/g;
const idAttribute = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/** The line on which the element with each id begins; what stands in comments does not count. */
export function indexLines(xml: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let counted = 0;
  for (const { 0: tag, index } of xml.matchAll(markup)) {
    const match = tag.startsWith('<!') ? null : idAttribute.exec(tag);
    const id = match?.[1] ?? match?.[2];
    if (id === undefined || lines.has(id)) continue;
    line += countLineBreaks(xml, counted, index);
    counted = index;
    lines.set(id, line);
  }
  return lines;
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}
