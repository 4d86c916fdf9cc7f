import { listContents } from '../../engine/parser/walk-model.js';
import { parseBpmn } from '../../engine/parser/index.js';
import type { ModdleElement } from '../../engine/tailoring/moddle-element.js';
import { listCases } from '../conformance/cases.js';
import { eventOf, modelOf } from '../conformance/placed-elements.js';

/** By case: what its model holds, as `userTask`, `activity.default` and `timer, boundary`. */
export type ShownByCases = ReadonlyMap<string, ReadonlySet<string>>;

export async function readWhatCasesHold(): Promise<ShownByCases> {
  const shown = new Map<string, ReadonlySet<string>>();
  for (const each of listCases()) {
    const { definitions } = await parseBpmn(each.readXml());
    if (definitions !== undefined) shown.set(each.name, new Set(listHeld(definitions)));
  }
  return shown;
}

/** Paths below test/conformance, with `*` for anything within a name. */
export function casesNamed(shown: ShownByCases, glob: string): readonly string[] {
  const escaped = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  const pattern = new RegExp(`^${escaped}$`);
  return [...shown.keys()].filter((name) => pattern.test(name));
}

function listHeld(definitions: ModdleElement): readonly string[] {
  const elements = [...modelOf(definitions).values()].flatMap((model) => [...model.values()]);
  const ofEvents = elements.flatMap((element) => eventOf({ element, isLoop: false }) ?? []);
  return [...listContents(definitions).flatMap(({ element }) => describe(element)), ...ofEvents];
}

/** What the reader knows of a class beyond its own types: where each part was declared. */
interface Descriptor {
  readonly allTypes: readonly { readonly name: string }[];
  readonly properties: readonly {
    readonly name: string;
    readonly definedBy: { readonly name: string };
  }[];
}

function describe(element: ModdleElement): readonly string[] {
  const { allTypes } = descriptorOf(element);
  return [
    ...allTypes.map(({ name }) => classNameOf(name)),
    ...statedParts(element).map(({ part }) => part),
  ];
}

/** The attributes that an element states, with the class that each of them comes from. */
export function statedParts(
  element: ModdleElement,
): readonly { readonly name: string; readonly part: string }[] {
  return descriptorOf(element)
    .properties.map(({ name, definedBy }) => ({ name: localName(name), definedBy }))
    .filter(({ name }) => isStated(element, name))
    .map(({ name, definedBy }) => ({ name, part: `${classNameOf(definedBy.name)}.${name}` }));
}

function descriptorOf({ $descriptor }: ModdleElement): Descriptor {
  // It carries more than what reading models needs.
  return $descriptor as unknown as Descriptor;
}

/** Defaults stand in the class, not in the element. */
function isStated(element: ModdleElement, name: string): boolean {
  return Object.hasOwn(element, name) && element[name] !== undefined;
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** `bpmn:UserTask` → `userTask`. */
export function classNameOf(name: string): string {
  const local = localName(name);
  return local.charAt(0).toLowerCase() + local.slice(1);
}
