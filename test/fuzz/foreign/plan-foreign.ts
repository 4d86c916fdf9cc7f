import type { ForeignFile } from '../../../engine/foreign/index.js';
import { mutateText, mutateXml } from '../mutate-xml.js';
import type { Random } from '../random.js';
import { foreignVocabulary, randomJuel } from './foreign-words.js';

/** A model with the forms and decisions beside it. */
export type ForeignCase = readonly ForeignFile[];

/** One of the files of a case, most often the model, is damaged. */
export function planForeign(random: Random, cases: readonly ForeignCase[]): readonly ForeignFile[] {
  const files = random.pick(cases) ?? [];
  const others = cases.flatMap((each) => each.slice(0, 1).map(({ text }) => text));
  const damaged = random.oneIn(6) ? random.below(files.length) : 0;
  return files.map((file, index) =>
    index === damaged ? { ...file, text: damage(random, file, others) } : file,
  );
}

function damage(random: Random, { name, text }: ForeignFile, others: readonly string[]): string {
  if (name.endsWith('.form')) return mutateText(random, text);
  const xml = random.oneIn(3) ? exchangeExpressions(random, text) : text;
  if (xml !== text && random.oneIn(2)) return xml;
  return declareTools(mutateXml(random, { xml, others, vocabulary: foreignVocabulary }));
}

const namespaces: Readonly<Record<string, string>> = {
  activiti: 'http://activiti.org/bpmn',
  camunda: 'http://camunda.org/schema/1.0/bpmn',
  flowable: 'http://flowable.org/bpmn',
  signavio: 'http://www.signavio.com',
  zeebe: 'http://camunda.org/schema/zeebe/1.0',
};

/** What a tool has a prefix for shall not be refused for the lack of its declaration. */
function declareTools(xml: string): string {
  return xml.replace(/<(?:[\w-]+:)?definitions\b/, (start) => {
    const missing = Object.entries(namespaces).filter(
      ([prefix]) => xml.includes(`${prefix}:`) && !xml.includes(`xmlns:${prefix}=`),
    );
    return start + missing.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('');
  });
}

/** Other JUEL, or none, where some stands. */
function exchangeExpressions(random: Random, xml: string): string {
  return xml.replaceAll(/[#$]\{[^}"<]*\}/g, (whole) => {
    if (random.oneIn(3)) return whole;
    const text = random.oneIn(4)
      ? (random.pick(foreignVocabulary.values) ?? '')
      : randomJuel(random);
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  });
}
