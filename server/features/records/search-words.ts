const MAX_WORDS = 400;
const MAX_WORD = 40;

/** Text as words that are compared without case and accents. */
export function toWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}-]+/u)
    .map((word) => word.replaceAll(/^-+|-+$/g, '').slice(0, MAX_WORD))
    .filter((word) => word !== '');
}

/** What a record is found by: the number first, then every word of its texts, parts of compounds too. */
export function indexWords(recordId: string, texts: readonly unknown[]): string[] {
  const words = new Set([recordId.toLowerCase()]);
  for (const text of texts) {
    if (typeof text !== 'string') continue;
    for (const word of toWords(text)) {
      words.add(word);
      for (const part of word.split('-')) if (part !== '') words.add(part);
      if (words.size >= MAX_WORDS) return [...words].slice(0, MAX_WORDS);
    }
  }
  return [...words];
}

/** Conditions on `words`: each word that was typed begins one of them. Letters and numbers need no escape. */
export function wordConditions(text: string): Record<string, unknown>[] {
  return toWords(text)
    .slice(0, 10)
    .map((word) => ({ words: { $regex: `^${word}` } }));
}
