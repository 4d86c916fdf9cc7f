import { normalizeContextKey } from 'lezer-feel';

/** Whether the grammar can tell by itself that the text is a name. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

/**
 * Names of variables may hold spaces and operators. The grammar can tell `first-name` from a
 * subtraction only if it knows the name, and then reports it in a normalised spelling.
 */
export class KnownNames {
  private readonly spellings = new Map<string, string>();

  constructor(names: Iterable<string>) {
    for (const name of names) this.spellings.set(normalizeContextKey(name), name);
  }

  /** The names the grammar needs to know, in the shape its tracker of variables wants. */
  asContext(): Record<string, object> {
    const names = [...this.spellings.values()].filter((name) => !isPlainName(name));
    return Object.fromEntries(names.map((name) => [name, {}]));
  }

  /** The name as its owner spells it. */
  spell(text: string): string {
    const known = this.spellings.get(normalizeContextKey(text));
    return known ?? text.trim().replace(/\s+/g, ' ');
  }

  /** Learns a name that the expression itself declares. */
  declare(text: string): string {
    const name = this.spell(text);
    this.spellings.set(normalizeContextKey(name), name);
    return name;
  }
}
