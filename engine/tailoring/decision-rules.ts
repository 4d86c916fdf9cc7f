import type { TailoringElement, TailoringModel } from './model.js';

/**
 * Has the elements that call a decision tell by which rules it is made, as a hash: a tailored process that brings rules
 * of its own differs from its standard at each of them.
 */
export function withDecisionRules(
  model: TailoringModel,
  rules: Readonly<Record<string, string>>,
): TailoringModel {
  const elements = Object.entries(model.elements).map(
    ([id, element]): [string, TailoringElement] => {
      const hash = rulesOf(element, rules);
      if (hash === undefined) return [id, element];
      return [id, { ...element, properties: { ...element.properties, 'decision.rules': hash } }];
    },
  );
  return { ...model, elements: Object.fromEntries(elements) };
}

function rulesOf(
  { properties }: TailoringElement,
  rules: Readonly<Record<string, string>>,
): string | undefined {
  const decisionId = properties['decision.decisionId'];
  if (typeof decisionId !== 'string' || !Object.hasOwn(rules, decisionId)) return undefined;
  return rules[decisionId];
}
