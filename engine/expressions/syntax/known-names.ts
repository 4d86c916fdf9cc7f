import { endOfWord, isSpace } from './characters.js';

interface KnownName {
  readonly parts: readonly string[];
  readonly name: string;
}

/** A name is a sequence of words and single other characters; the space between them is nothing. */
function partsOfName(name: string): string[] {
  const parts: string[] = [];
  let position = 0;
  while (position < name.length) {
    const code = name.codePointAt(position) ?? 0;
    const next = Math.max(endOfWord(name, position), position + (code > 0xffff ? 2 : 1));
    if (!isSpace(code)) parts.push(name.slice(position, next));
    position = next;
  }
  return parts;
}

/** Where the name ends if it stands at the position, or -1. */
function endOfMatch(text: string, start: number, { parts }: KnownName): number {
  let position = start;
  for (const part of parts) {
    while (isSpace(text.charCodeAt(position))) position += 1;
    if (!text.startsWith(part, position)) return -1;
    // A word of the name must be a whole word of the text.
    const end = endOfWord(text, position);
    if (end > position && end !== position + part.length) return -1;
    position += part.length;
  }
  return position;
}

export interface NameMatch {
  readonly name: string;
  readonly end: number;
}

/**
 * Names of variables may hold spaces, operators and keywords: `first-name` is a name if it is known,
 * otherwise a subtraction. Of several known names the longest counts.
 */
export class KnownNames {
  private readonly byFirstPart = new Map<string, KnownName[]>();

  /** `outer` are names known besides, which many share. */
  constructor(
    names: Iterable<string>,
    private readonly outer?: KnownNames,
  ) {
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    const parts = partsOfName(name);
    const [first] = parts;
    if (first === undefined) return;
    const alike = this.byFirstPart.get(first);
    if (alike === undefined) this.byFirstPart.set(first, [{ parts, name }]);
    else alike.push({ parts, name });
  }

  /** The longest known name that stands at the position. */
  find(text: string, position: number): NameMatch | undefined {
    const first = text.slice(position, Math.max(endOfWord(text, position), position + 1));
    let longest = this.outer?.find(text, position);
    for (const known of this.byFirstPart.get(first) ?? []) {
      const end = endOfMatch(text, position, known);
      if (end >= 0 && end >= (longest?.end ?? 0)) longest = { name: known.name, end };
    }
    return longest;
  }

  /** The name as its owner spells it. */
  spell(text: string): string {
    const match = this.find(text, 0);
    return match?.end === text.length ? match.name : text.replace(/\s+/g, ' ');
  }
}
