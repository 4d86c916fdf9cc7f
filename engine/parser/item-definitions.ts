import { type ModdleElement, readChild, readText } from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';
import { type FileContents, subjectOf } from './walk-model.js';

/** The item definition of data, of a reference to them the one of what it refers to. */
export function itemOf(data: ModdleElement | undefined): ModdleElement | undefined {
  if (data === undefined) return undefined;
  const referred = readChild(data, 'dataObjectRef') ?? readChild(data, 'dataStoreRef');
  return readChild(data, 'itemSubjectRef') ?? itemOf(referred);
}

/** Two that are told apart by nothing that can be read are not held against each other. */
export function areEquivalent(
  one: ModdleElement | undefined,
  other: ModdleElement | undefined,
): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  const structure = readText(one, 'structureRef');
  const otherStructure = readText(other, 'structureRef');
  if (structure === undefined || otherStructure === undefined) return true;
  return structure === otherStructure;
}

const collections = new Set(['bpmn:DataObject', 'bpmn:DataInput', 'bpmn:DataOutput']);

/** BPMN 2.0.2 section 10.4.1: data that refer to an item definition are a collection if and only if that is one. */
export function checkCollections(contents: FileContents): readonly Problem[] {
  return contents
    .select(({ $type }) => collections.has($type))
    .flatMap(({ element, holder }) => {
      const item = readChild(element, 'itemSubjectRef');
      if (item === undefined) return [];
      if ((element['isCollection'] === true) === (item['isCollection'] === true)) return [];
      const subject = subjectOf(holder);
      const id = readText(item, 'id') ?? '';
      const message = `Expected isCollection of ${describe(subject)} to match the definition of its item '${id}' but it does not`;
      return [problemAt(subject, 'error', 'collectionMismatch', message, { item: id })];
    });
}
