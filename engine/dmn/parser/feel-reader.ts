import { type FeelParseResult, parseExpression, parseUnaryTests } from '../../expressions/parse.js';

export interface NameList {
  /** Names of variables: wherever they stand. */
  readonly variables: readonly string[];
  /** Names of members: after a dot or inside a filter. */
  readonly members: readonly string[];
}

const plainName =
  /^(?!(?:and|between|else|every|external|false|for|function|if|in|instance|not|null|of|or|return|satisfies|some|then|true)$)[A-Za-z_]\w*$/;

/** A name that FEEL must know to read it, and a word that any text with it has. */
interface SpecialName {
  readonly name: string;
  readonly word: string;
}

/** Reads texts in which names hold spaces, operators or keywords: `Applicant's pre-tax income`. */
export class FeelReader {
  private readonly variables: readonly SpecialName[];
  private readonly members: readonly SpecialName[];
  private readonly results = new Map<string, FeelParseResult>();

  constructor({ variables, members }: NameList) {
    this.variables = specialNames(variables);
    this.members = specialNames(members);
  }

  expression(text: string): FeelParseResult {
    return this.read(text, `expression ${text}`, parseExpression);
  }

  unaryTests(text: string): FeelParseResult {
    return this.read(text, `tests ${text}`, parseUnaryTests);
  }

  /** Tables repeat their texts, and few of them have any of the names. */
  private read(text: string, key: string, parse: typeof parseExpression): FeelParseResult {
    const known = this.results.get(key);
    if (known !== undefined) return known;
    const result = parse(text, namesIn(text, this.variables), namesIn(text, this.members));
    this.results.set(key, result);
    return result;
  }
}

function specialNames(names: readonly string[]): readonly SpecialName[] {
  return names
    .filter((name) => !plainName.test(name))
    .map((name) => ({ name, word: /[\p{L}\p{N}_]+/u.exec(name)?.[0] ?? '' }));
}

function namesIn(text: string, names: readonly SpecialName[]): readonly string[] {
  return names.flatMap(({ name, word }) => (text.includes(word) ? [name] : []));
}
