import { localTypeOf, type ModdleElement, readText } from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';
import {
  type DeclaredProperty,
  declaredBy,
  isKindOf,
  type PlacedElement,
  subjectOf,
  valuesOf,
} from './walk-model.js';

/** Ends of flows and associations, hosts and defaults have rules of their own, which know more. */
const checkedElsewhere = new Set(['sourceRef', 'targetRef', 'attachedToRef', 'default']);

/** Where the text of BPMN 2.0.2 and its tables differ on the kind: either will do. */
const alsoAllowed: Readonly<Record<string, string>> = {
  inputDataRef: 'bpmn:DataInput',
  outputDataRef: 'bpmn:DataOutput',
};

/** Every reference of a file points at an element of the kind that BPMN 2.0.2 demands there. */
export function checkReferences(contents: readonly PlacedElement[]): readonly Problem[] {
  return contents.flatMap(({ element, holder }) =>
    declaredBy(element)
      .filter(isChecked)
      .flatMap((property) =>
        valuesOf(element, property.name)
          .filter((value) => !isAllowed(property, value))
          .map((value) => wrongKind(property, holder, value)),
      ),
  );
}

function isChecked({ name, type, isReference, isVirtual }: DeclaredProperty): boolean {
  // A relationship may refer to whatever there is.
  if (isReference !== true || isVirtual === true || localName(type) === 'Element') return false;
  return !checkedElsewhere.has(name);
}

function isAllowed({ name, type }: DeclaredProperty, value: ModdleElement): boolean {
  const other = alsoAllowed[localName(name)];
  return isKindOf(value, type) || (other !== undefined && isKindOf(value, other));
}

function wrongKind(
  { name, type }: DeclaredProperty,
  holder: ModdleElement,
  value: ModdleElement,
): Problem {
  const subject = subjectOf(holder);
  const attribute = localName(name);
  const wanted = localName(type);
  const reference = readText(value, 'id') ?? '';
  const kind = localTypeOf(value);
  const message = `Expected a ${wanted} as ${attribute} of ${describe(subject)} but '${reference}' is a ${kind}`;
  const params = { attribute, reference, wanted, kind };
  return problemAt(subject, 'error', 'referenceTypeInvalid', message, params);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
