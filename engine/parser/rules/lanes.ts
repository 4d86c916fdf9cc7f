import {
  isModdleElement,
  type ModdleElement,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import type { DraftModel } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** A lane holds flow nodes of its process; within one lane set each stands in one place. */
export const lanes: Rule = (model) => {
  const nodes = new Set(model.elements.map(({ source }) => source));
  return model.elements.flatMap(({ source }) =>
    readList(source, 'laneSets').flatMap((laneSet) => checkLaneSet(laneSet, nodes)),
  );
};

type Nodes = ReadonlySet<DraftModel['process']['source']>;

function checkLaneSet(laneSet: ModdleElement, nodes: Nodes): readonly Problem[] {
  const seen = new Map<ModdleElement, string>();
  return readList(laneSet, 'lanes').flatMap((lane) => [
    ...checkMembers(lane, nodes, seen),
    ...innerSets(lane).flatMap((inner) => checkLaneSet(inner, nodes)),
  ]);
}

function innerSets(lane: ModdleElement): readonly ModdleElement[] {
  const inner = lane['childLaneSet'];
  return isModdleElement(inner) ? [inner] : [];
}

function checkMembers(
  lane: ModdleElement,
  nodes: Nodes,
  seen: Map<ModdleElement, string>,
): readonly Problem[] {
  const subject = { id: readText(lane, 'id') ?? '', name: readText(lane, 'name') ?? '' };
  return readList(lane, 'flowNodeRef').flatMap((node) => {
    const nodeId = readText(node, 'id') ?? '';
    const other = seen.get(node);
    seen.set(node, subject.id);
    if (!nodes.has(node)) {
      const message = `Expected lane ${describe(subject)} to hold flow nodes of its process but '${nodeId}' is none`;
      return [problemAt(subject, 'error', 'laneMemberInvalid', message, { node: nodeId })];
    }
    if (other === undefined) return [];
    const message = `Expected '${nodeId}' in one lane but it is in '${other}' and in ${describe(subject)}: the first one counts`;
    return [problemAt(subject, 'warning', 'laneAmbiguous', message, { node: nodeId })];
  });
}
