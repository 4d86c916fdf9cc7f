import { mutateFeel } from '../feel/mutate-feel.js';
import { growExpression, growTests } from '../feel/feel-grammar.js';
import { hostileExpression } from '../feel/hostile-feel.js';
import { mutateXml } from '../mutate-xml.js';
import type { Random } from '../random.js';
import { dmnVocabulary } from './dmn-words.js';

/** What decisions begin with. */
export interface DmnCorpus {
  readonly models: readonly string[];
  readonly expressions: readonly string[];
}

/** A model, damaged in its elements, its expressions or both, with the other models that it may import. */
export interface DmnPlan {
  readonly xml: string;
  readonly imports: readonly string[];
}

export function planDmn(random: Random, { models, expressions }: DmnCorpus): DmnPlan {
  const sound = random.pick(models) ?? '';
  const choice = random.below(10);
  let xml = choice < 6 ? mutateXml(random, materialOf(sound, models)) : sound;
  if (choice >= 4) xml = mutateTexts(random, xml, expressions);
  return { xml, imports: random.oneIn(6) ? [random.pick(models) ?? ''] : [] };
}

function materialOf(xml: string, others: readonly string[]) {
  return { xml, others, vocabulary: dmnVocabulary };
}

const textPattern = /(<(?:\w+:)?text>)([^<]*)(<\/)/g;

/** Other expressions in some of the places where one stands. */
function mutateTexts(random: Random, xml: string, expressions: readonly string[]): string {
  const places = Math.max(1, xml.match(textPattern)?.length ?? 1);
  return xml.replaceAll(textPattern, (whole, before: string, text: string, after: string) =>
    random.below(places) > 2
      ? whole
      : `${before}${escapeText(chooseText(random, text, expressions))}${after}`,
  );
}

function chooseText(random: Random, text: string, expressions: readonly string[]): string {
  const choice = random.below(20);
  if (choice < 10) return mutateFeel(random, unescapeText(text), expressions);
  if (choice < 14) return growExpression(random, 2);
  if (choice < 16) return growTests(random, 2);
  return choice < 19 ? (random.pick(expressions) ?? '') : hostileExpression(random);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
