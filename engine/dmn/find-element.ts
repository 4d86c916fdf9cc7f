export interface NamedElement {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly importedAs?: string;
  readonly otherWays?: readonly string[];
}

/** The spelling of a name in which runs of spaces do not differ from single ones. */
export function normalizeName(name: string): string {
  return name.trim().replace(/\s+/gu, ' ');
}

/** As people and inputs name it: with the import that brought it. */
export function formatName({ importedAs, name }: NamedElement): string {
  return importedAs === undefined ? name : `${importedAs}.${name}`;
}

/** The names of the imports that lead to an element, one text for each way. */
export function waysTo({
  importedAs,
  otherWays = [],
}: Pick<NamedElement, 'importedAs' | 'otherWays'>): readonly string[] {
  return importedAs === undefined ? [] : [importedAs, ...otherWays];
}

/** Every name that an element goes by, the names of imports before it or not. */
export function namesOf(element: NamedElement & { readonly variable?: string }): readonly string[] {
  const { id, name, variable = name } = element;
  const named = waysTo(element).flatMap((way) => [`${way}.${name}`, `${way}.${variable}`]);
  return [...new Set([...named, name, variable, id])];
}

/** Finds an element by its id or name; the model's own before those of imports. */
export function findByName<Element extends NamedElement>(
  elements: readonly Element[],
  given: string,
): Element | undefined {
  const name = normalizeName(given);
  const own = elements.filter(({ importedAs }) => importedAs === undefined);
  return (
    own.find((element) => element.name === name) ??
    own.find((element) => element.id === name) ??
    elements.find((element) => namesOf(element).includes(name) || element.key === name)
  );
}
