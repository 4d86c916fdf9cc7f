/** JSON that people can read too: a line for each field, and for each item of a list. */
export function writeDocument(document: object): string {
  const fields = Object.entries(document)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${JSON.stringify(name)}: ${writeField(value)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}

function writeField(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  const items = value.map((item) => `    ${JSON.stringify(item)}`);
  return `[\n${items.join(',\n')}\n  ]`;
}
