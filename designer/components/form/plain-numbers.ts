/**
 * What a form can show: numbers of more digits than JSON keeps arrive with their type, and become the nearest plain ones. Everything
 * else stays as it is.
 */
export function withPlainNumbers(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, toPlain(value)]));
}

function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  const number = '@feel' in value && value['@feel'] === 'number' ? readNumber(value) : undefined;
  return number ?? withPlainNumbers({ ...value });
}

function readNumber(tagged: object): number | undefined {
  const number = 'value' in tagged ? Number(tagged.value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
