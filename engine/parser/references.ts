import {
  isModdleElement,
  localTypeOf,
  type ModdleElement,
  readText,
} from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';
import {
  type DeclaredProperty,
  declaredBy,
  type FileContents,
  isKindOf,
  withoutPrefix,
  subjectOf,
} from './walk-model.js';

/** Ends of flows and associations, hosts and defaults have rules of their own, which know more. */
const checkedElsewhere = new Set(['sourceRef', 'targetRef', 'attachedToRef', 'default']);

/** Where the text of BPMN 2.0.2 and its tables differ on the kind: either will do. */
const alsoAllowed: Readonly<Record<string, string>> = {
  inputDataRef: 'bpmn:DataInput',
  outputDataRef: 'bpmn:DataOutput',
};

/** A property of a type, with what has been found out about the types of what it refers to. */
interface CheckedProperty {
  readonly declared: DeclaredProperty;
  readonly name: string;
  readonly allowed: Map<string, boolean>;
}

/** Every reference of a file points at an element of the kind that BPMN 2.0.2 demands there. */
export function checkReferences(contents: FileContents): readonly Problem[] {
  const problems: Problem[] = [];
  const byType = new Map<string, readonly CheckedProperty[]>();
  const referring = contents.select((sample) => {
    const checked = checkedPropertiesOf(sample);
    byType.set(sample.$type, checked);
    return checked.length > 0;
  });
  for (const { element, type, holder } of referring) {
    for (const property of byType.get(type) ?? []) {
      const value = element[property.name];
      for (const target of Array.isArray(value) ? value : [value]) {
        if (!isModdleElement(target) || isAllowed(property, target)) continue;
        problems.push(wrongKind(property.declared, holder, target));
      }
    }
  }
  return problems;
}

function checkedPropertiesOf(sample: ModdleElement): readonly CheckedProperty[] {
  return declaredBy(sample)
    .filter(isChecked)
    .map((declared) => ({ declared, name: withoutPrefix(declared.name), allowed: new Map() }));
}

function isChecked({ name, type, isReference, isVirtual }: DeclaredProperty): boolean {
  // A relationship may refer to whatever there is.
  if (isReference !== true || isVirtual === true || withoutPrefix(type) === 'Element') return false;
  return !checkedElsewhere.has(name);
}

function isAllowed({ declared, name, allowed }: CheckedProperty, target: ModdleElement): boolean {
  const known = allowed.get(target.$type);
  if (known !== undefined) return known;
  const other = alsoAllowed[name];
  const isOfKind =
    isKindOf(target, declared.type) || (other !== undefined && isKindOf(target, other));
  allowed.set(target.$type, isOfKind);
  return isOfKind;
}

function wrongKind(
  { name, type }: DeclaredProperty,
  holder: ModdleElement,
  value: ModdleElement,
): Problem {
  const subject = subjectOf(holder);
  const attribute = withoutPrefix(name);
  const wanted = withoutPrefix(type);
  const reference = readText(value, 'id') ?? '';
  const kind = localTypeOf(value);
  const message = `Expected a ${wanted} as ${attribute} of ${describe(subject)} but '${reference}' is a ${kind}`;
  const params = { attribute, reference, wanted, kind };
  return problemAt(subject, 'error', 'referenceTypeInvalid', message, params);
}
