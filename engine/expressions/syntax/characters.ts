// The characters of names and of white space, by rules 28, 29, 61 and 62 of FEEL's grammar.

type CodeRange = readonly [from: number, to: number];

const nameStarts: readonly CodeRange[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];

const otherNameParts: readonly CodeRange[] = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

const spaces: ReadonlySet<number> = new Set([
  0x9, 0xa, 0xb, 0xc, 0xd, 0x20, 0x85, 0xa0, 0x1680, 0x180e, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
  0xfeff,
]);

function isWithin(code: number, ranges: readonly CodeRange[]): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to);
}

export function isSpace(code: number): boolean {
  return spaces.has(code) || (code >= 0x2000 && code <= 0x200b);
}

/** Within a string literal a line may not end. */
export function isLineEnd(code: number): boolean {
  return code >= 0xa && code <= 0xd;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isNameStart(code: number): boolean {
  if (code < 0x80) {
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
    return isLetter || code === 0x5f || code === 0x3f;
  }
  return isWithin(code, nameStarts) && !isSpace(code);
}

export function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code) || (code >= 0x80 && isWithin(code, otherNameParts));
}

/** Where the characters from a position on end that may stand within one word of a name. */
export function endOfWord(text: string, start: number): number {
  let position = start;
  for (;;) {
    const code = text.codePointAt(position);
    if (code === undefined || !isNamePart(code)) return position;
    position += code > 0xffff ? 2 : 1;
  }
}
