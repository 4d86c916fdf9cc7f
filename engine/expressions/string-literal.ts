const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Reads a string literal with its quotes. A backslash that starts no escape of FEEL stays. */
export function unquote(literal: string): string {
  const body = literal.slice(1, -1);
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|[^])/g,
    (escape: string, code: string) => readEscape(code) ?? escape,
  );
}

function readEscape(code: string): string | undefined {
  if (code.length === 1) return simpleEscapes[code];
  const codePoint = Number.parseInt(code.slice(1), 16);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : undefined;
}
