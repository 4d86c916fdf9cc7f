/** The name, or with a number behind it if the draft has such a file already. */
export function findFreeName(
  wanted: string,
  existing: readonly { readonly name: string }[],
): string {
  const taken = new Set(existing.map(({ name }) => name));
  const [stem, ending] = [wanted.replace(/\.dmn$/i, ''), '.dmn'];
  let name = `${stem}${ending}`;
  for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}${ending}`;
  return name;
}
