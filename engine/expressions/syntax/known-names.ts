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

  /** `base` are names known besides, which many share. */
  constructor(
    names: Iterable<string>,
    private readonly base?: KnownNames,
  ) {
    for (const name of names) this.spellings.set(normalizeContextKey(name), name);
  }

  /** The names the grammar needs to know, in the shape its tracker of variables wants. */
  asContext(): Record<string, object> {
    const names = [...this.spellings.values()].filter((name) => !isPlainName(name));
    const own = Object.fromEntries(names.map((name) => [name, {}]));
    return { ...this.base?.asContext(), ...own };
  }

  /** The name as its owner spells it. */
  spell(text: string): string {
    return this.find(normalizeContextKey(text)) ?? text.trim().replace(/\s+/g, ' ');
  }

  private find(key: string): string | undefined {
    return this.spellings.get(key) ?? this.base?.find(key);
  }

  /** Learns a name that the expression itself declares. */
  declare(text: string): string {
    const name = this.spell(text);
    this.spellings.set(normalizeContextKey(name), name);
    return name;
  }
}
