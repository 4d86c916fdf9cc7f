import type { ProgramAttributes, ProgramValue } from '../../model/program.js';
import { type ModdleElement, readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { readResourceRoles } from './resource-roles.js';

/** Who is offered a task; each may be left out. */
export interface Assignment {
  readonly assignee: ProgramValue | undefined;
  readonly users: ProgramValue | undefined;
  readonly groups: ProgramValue | undefined;
  readonly roles: ProgramValue | undefined;
}

/**
 * The task's own assignment: our extension, and where that is silent BPMN's resource roles. A task
 * without any is offered to those of the innermost lane that has an assignment. Exclusions add up.
 */
export function readAssignment(element: DraftElement, reader: ModelReader): ProgramAttributes {
  return { ...readOffer(element, reader), ...readExclusions(element, reader) };
}

function readOffer(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const own = merge(readOwn(element, reader), readResourceRoles(element, reader));
  if (!isEmpty(own)) return { ...own };
  const offers = element.lanes
    .flatMap((lane) => readExtension(lane, 'Assignment') ?? [])
    .map((lane) => readExtensionOf(element, lane, reader));
  const offered = offers.find((offer) => !isEmpty(offer)) ?? own;
  if (isEmpty(offered)) warn(element, reader);
  return { ...offered };
}

function readOwn(element: DraftElement, reader: ModelReader): Assignment {
  const extension = readExtension(element.source, 'Assignment');
  return extension === undefined ? nobody : readExtensionOf(element, extension, reader);
}

const nobody: Assignment = {
  assignee: undefined,
  users: undefined,
  groups: undefined,
  roles: undefined,
};

function readExtensionOf(
  element: DraftElement,
  extension: ModdleElement,
  reader: ModelReader,
): Assignment {
  const read = (attribute: string) =>
    reader.optionalValue(element, attribute, readText(extension, attribute));
  return {
    assignee: read('assignee'),
    users: read('candidateUsers'),
    groups: read('candidateGroups'),
    roles: read('candidateRoles'),
  };
}

function merge(first: Assignment, second: Assignment): Assignment {
  return {
    assignee: first.assignee ?? second.assignee,
    users: first.users ?? second.users,
    groups: first.groups ?? second.groups,
    roles: first.roles ?? second.roles,
  };
}

function isEmpty(assignment: Assignment): boolean {
  return Object.values(assignment).every((value) => value === undefined);
}

/** What a task or a lane around it forbids holds, whoever else says who is offered the task. */
function readExclusions(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const sources = [element.source, ...element.lanes].flatMap(
    (source) => readExtension(source, 'Assignment') ?? [],
  );
  const excluded = sources.flatMap(
    (source) =>
      reader.optionalValue(element, 'excludedUsers', readText(source, 'excludedUsers')) ?? [],
  );
  const separateFrom = listSeparations(element);
  return {
    ...(excluded.length === 0 ? {} : { excluded }),
    ...(separateFrom.length === 0 ? {} : { separateFrom }),
  };
}

/** Ids of the tasks whose completers may not complete this one, as the task and the lanes around it name them. */
export function listSeparations({ source, lanes }: DraftElement): readonly string[] {
  const ids = [source, ...lanes]
    .flatMap((each) => readExtension(each, 'Assignment') ?? [])
    .flatMap((assignment) => (readText(assignment, 'separateFrom') ?? '').split(','))
    .map((id) => id.trim());
  return [...new Set(ids.filter((id) => id !== ''))];
}

function warn(element: DraftElement, reader: ModelReader): void {
  const message = `Expected somebody to be offered ${describe(element)} but nobody is: everyone who may see the instance may do it`;
  reader.warning(element, 'assignmentMissing', message);
}
