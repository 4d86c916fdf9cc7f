export interface NamedElement {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly importedAs?: string;
}

/** The spelling of a name in which runs of spaces do not differ from single ones. */
export function normalizeName(name: string): string {
  return name.trim().replace(/\s+/gu, ' ');
}

/** As people and inputs name it: with the import that brought it. */
export function formatName({ importedAs, name }: NamedElement): string {
  return importedAs === undefined ? name : `${importedAs}.${name}`;
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
    elements.find((element) => formatName(element) === name || element.key === name) ??
    elements.find((element) => element.name === name || element.id === name)
  );
}
