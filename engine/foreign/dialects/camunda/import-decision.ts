import type { Fact } from '../../element-facts.js';
import type { DecisionShape } from '../../model-import.js';
import type { Place } from '../../place.js';

/** A business rule task that asks a decision. */
export function importDecision(place: Place): void {
  const { facts, plan } = place;
  const reference = facts.attribute('camunda', 'decisionRef');
  const binding = facts.attribute('camunda', 'decisionRefBinding');
  const form = facts.attribute('camunda', 'mapDecisionResult');
  if (reference === undefined) return;
  const decisionId = place.value(reference, reference.value);
  if (decisionId === undefined) return;
  plan.set('calledDecision', 'decisionId', decisionId);
  place.mapped(reference, `the decision '${decisionId}'`);
  if (binding !== undefined) importBinding(place, binding);
  const variable = place.element.attributes.find(({ name }) => name.endsWith(':resultVariable'));
  plan.set('calledDecision', 'resultVariable', variable?.value ?? 'decisionResult');
  importForm(place, form, place.model.beside.decisions.get(decisionId), reference);
}

function importBinding(place: Place, binding: Fact): void {
  if (binding.value === 'version')
    return place.blocks(binding, 'A decision cannot be called by the number of its version');
  if (binding.value !== 'latest') place.plan.set('calledDecision', 'binding', binding.value);
  place.mapped(binding, `the binding '${binding.value}'`);
}

/** What the engine of DMN gives, in the form that the rest of the process expects. */
function importForm(
  place: Place,
  form: Fact | undefined,
  shape: DecisionShape | undefined,
  reference: Fact,
): void {
  const wanted = form?.value ?? 'resultList';
  const told = form ?? { ...reference, what: 'camunda:mapDecisionResult' };
  const variable = place.plan.get('calledDecision', 'resultVariable') ?? '';
  const source = shape === undefined ? undefined : writeForm(wanted, shape, variable);
  if (shape === undefined) {
    if (form === undefined) return;
    place.mapped(
      told,
      `the result as DMN gives it; whether that is '${wanted}' is not known without the decision`,
    );
    return;
  }
  if (source === undefined) {
    return place.blocks(
      told,
      `The result cannot be given as '${wanted}': the table gives ${describe(shape)}`,
    );
  }
  if (source !== variable) place.plan.addOutput(variable, `=${source}`);
  if (form !== undefined || source !== variable)
    place.mapped(told, source === variable ? 'the result as it is' : `the output '=${source}'`);
}

function describe({ outputs, isList }: DecisionShape): string {
  const one = outputs.length === 1 ? 'one value' : `${outputs.length} values`;
  return isList ? `a list, each of its items ${one}` : one;
}

/** FEEL that makes the form of Camunda out of a result of DMN: a value, a context, or a list of these. */
function writeForm(
  wanted: string,
  { outputs, isList }: DecisionShape,
  name: string,
): string | undefined {
  const [only] = outputs;
  const isSingle = outputs.length === 1 && only !== undefined;
  const entry = (value: string): string =>
    isSingle ? `{ ${JSON.stringify(only)}: ${value} }` : value;
  switch (wanted) {
    case 'singleEntry':
      return isSingle && !isList ? name : undefined;
    case 'singleResult':
      if (isList) return undefined;
      return isSingle ? `if ${name} = null then null else ${entry(name)}` : name;
    case 'collectEntries':
      if (!isSingle) return undefined;
      return isList ? name : `if ${name} = null then [] else [${name}]`;
    case 'resultList':
      if (isList) return isSingle ? `for entry in ${name} return ${entry('entry')}` : name;
      return `if ${name} = null then [] else [${entry(name)}]`;
    default:
      return undefined;
  }
}
