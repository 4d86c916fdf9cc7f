import {
  isModdleElement,
  localTypeOf,
  type ModdleElement,
  readText,
} from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';

/** What the BPMN package of moddle declares of a property, as far as references need it. */
interface DeclaredProperty {
  readonly name: string;
  readonly type: string;
  readonly isReference?: boolean;
  readonly isVirtual?: boolean;
}

/** Ends of flows and associations, hosts and defaults have rules of their own, which know more. */
const checkedElsewhere = new Set(['sourceRef', 'targetRef', 'attachedToRef', 'default']);

/** Every reference of a file points at an element of the kind that BPMN 2.0.2 demands there. */
export function checkReferences(definitions: ModdleElement): readonly Problem[] {
  const problems: Problem[] = [];
  const open: (readonly [element: ModdleElement, holder: ModdleElement])[] = [
    [definitions, definitions],
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [element, around] = next;
    const holder = readText(element, 'id') === undefined ? around : element;
    for (const property of declaredBy(element)) {
      if (property.isVirtual === true || checkedElsewhere.has(property.name)) continue;
      const values = valuesOf(element, property.name);
      if (property.isReference !== true)
        open.push(...values.map((value) => [value, holder] as const));
      else problems.push(...values.filter(isNot(property)).map(wrongKind(property, holder)));
    }
  }
  return problems;
}

function declaredBy({ $descriptor }: ModdleElement): readonly DeclaredProperty[] {
  // Its declarations carry more than the part that reading needs.
  return ($descriptor?.properties ?? []) as readonly unknown[] as readonly DeclaredProperty[];
}

function valuesOf(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = element[name.slice(name.indexOf(':') + 1)];
  return (Array.isArray(value) ? value : [value]).filter(isModdleElement);
}

function isNot({ type }: DeclaredProperty): (value: ModdleElement) => boolean {
  return (value) => {
    const isInstanceOf = value['$instanceOf'];
    return typeof isInstanceOf === 'function' && isInstanceOf.call(value, type) !== true;
  };
}

function wrongKind(
  { name, type }: DeclaredProperty,
  holder: ModdleElement,
): (value: ModdleElement) => Problem {
  return (value) => {
    const subject = { id: readText(holder, 'id') ?? '', name: readText(holder, 'name') ?? '' };
    const attribute = name.slice(name.indexOf(':') + 1);
    const wanted = type.slice(type.indexOf(':') + 1);
    const reference = readText(value, 'id') ?? '';
    const kind = localTypeOf(value);
    const message = `Expected a ${wanted} as ${attribute} of ${describe(subject)} but '${reference}' is a ${kind}`;
    const params = { attribute, reference, wanted, kind };
    return problemAt(subject, 'error', 'referenceTypeInvalid', message, params);
  };
}
