import { rightsPresets, type ChangeEvent, type RightsPreset } from '../contract/index.js';
import type { DraftDocument, ProcessDefinitionDocument } from '../store/definition-models.js';
import type {
  IncidentDocument,
  InstanceDocument,
  UserTaskDocument,
} from '../store/projection-models.js';
import type { RecordDocument } from '../store/record-models.js';
import type { NotificationDocument } from '../store/notification-models.js';
import { offerKeys } from '../store/task-lists.js';
import { rooms } from './rooms.js';

/** What to say, and in which rooms. */
export interface Announcement {
  readonly event: ChangeEvent;
  readonly rooms: readonly string[];
}

/** Documents whose changes are announced, by collection. */
export interface AnnouncedDocuments {
  readonly instances: InstanceDocument;
  readonly userTasks: UserTaskDocument;
  readonly incidents: IncidentDocument;
  readonly notifications: NotificationDocument;
  readonly processDefinitions: ProcessDefinitionDocument;
  readonly drafts: DraftDocument;
  readonly records: RecordDocument;
}

type Describers = {
  readonly [Name in keyof AnnouncedDocuments]: (row: AnnouncedDocuments[Name]) => Announcement;
};

const SEES_ALL_INSTANCES: readonly RightsPreset[] = [
  'agent',
  'service-delivery-manager',
  'process-owner',
  'admin',
];
const SEES_ALL_TASKS: readonly RightsPreset[] = [
  'service-delivery-manager',
  'process-owner',
  'admin',
];
const SEES_DRAFTS: readonly RightsPreset[] = ['process-owner', 'admin'];

/** Rooms of those who have one of the rights, everywhere or for the service. */
function withRights(
  organisationId: string,
  which: readonly RightsPreset[],
  serviceId?: string,
): string[] {
  return which.flatMap((rights) => [
    rooms.rights(organisationId, rights),
    ...(serviceId === undefined ? [] : [rooms.serviceRights(organisationId, serviceId, rights)]),
  ]);
}

const describers: Describers = {
  instances: (row) => ({
    event: {
      type: 'processInstanceChanged',
      ids: { processInstanceKey: row._id },
      version: row.lastSeq,
    },
    rooms: [
      rooms.instance(row._id),
      rooms.definition(row.processDefinitionKey),
      ...withRights(row.organisationId, SEES_ALL_INSTANCES, row.scope.serviceId),
      ...row.participants.map((username) => rooms.user(row.organisationId, username)),
    ],
  }),
  userTasks: (row) => ({
    event: {
      type: 'userTaskChanged',
      ids: { userTaskKey: row._id, processInstanceKey: row.instanceId },
      version: row.seq + row.claimVersion + (row.commentVersion ?? 0),
    },
    rooms: taskRooms(row),
  }),
  incidents: (row) => ({
    event: {
      type: 'incidentChanged',
      ids: { incidentKey: row._id, processInstanceKey: row.instanceId },
      version: row.seq,
    },
    rooms: [rooms.instance(row.instanceId), ...withRights(row.organisationId, SEES_ALL_TASKS)],
  }),
  notifications: (row) => ({
    event: {
      type: 'notificationChanged',
      ids: { notificationKey: row._id },
      version: row.isRead ? 2 : 1,
    },
    rooms: [rooms.user(row.organisationId, row.username)],
  }),
  processDefinitions: (row) => ({
    event: {
      type: 'processDefinitionChanged',
      ids: { processDefinitionKey: row._id, processDefinitionId: row.processDefinitionId },
      version: row.version,
    },
    rooms: withRights(row.organisationId, rightsPresets),
  }),
  drafts: (row) => ({
    event: { type: 'draftChanged', ids: { draftKey: row._id }, version: row.version },
    rooms: withRights(row.organisationId, SEES_DRAFTS),
  }),
  records: (row) => ({
    event: { type: 'recordChanged', ids: { recordKey: row.recordId }, version: row.version },
    rooms: recordRooms(row),
  }),
};

/** Roles of the type's audience, as roles and as the rights that they are named after, and people of the record. */
function recordRooms({ organisationId, readRoles, readers, serviceId }: RecordDocument): string[] {
  const rights = rightsPresets.filter((one) => one === 'admin' || readRoles.includes(one));
  return [
    ...readRoles.flatMap((role) => [
      rooms.role(organisationId, role),
      ...(serviceId === undefined ? [] : [rooms.role(organisationId, `${role}@${serviceId}`)]),
    ]),
    ...withRights(organisationId, rights, serviceId),
    ...readers.map((username) => rooms.user(organisationId, username)),
  ];
}

function taskRooms(row: UserTaskDocument): string[] {
  const { organisationId, serviceId } = row;
  const people = [row.assignee, row.previousAssignee, row.completedBy];
  return [
    rooms.instance(row.instanceId),
    ...people.flatMap((username) =>
      username == null
        ? []
        : [rooms.user(organisationId, username), rooms.substitutes(organisationId, username)],
    ),
    ...row.offeredTo.flatMap((offer) => offerRooms(organisationId, offer)),
    ...withRights(organisationId, SEES_ALL_TASKS, serviceId),
  ];
}

function offerRooms(organisationId: string, offer: string): string[] {
  if (offer === offerKeys.staff()) return withRights(organisationId, SEES_ALL_INSTANCES);
  const staffOf = /^staff@([^/]+)/.exec(offer)?.[1];
  if (staffOf !== undefined) return [rooms.serviceRights(organisationId, staffOf, 'agent')];
  const [kind, name] = [offer.slice(0, offer.indexOf(':')), offer.slice(offer.indexOf(':') + 1)];
  if (kind === 'user')
    return [rooms.user(organisationId, name), rooms.substitutes(organisationId, name)];
  if (kind === 'group') return [rooms.group(organisationId, name)];
  return [rooms.role(organisationId, name)];
}

export const announcedCollections = Object.keys(
  describers,
) as readonly (keyof AnnouncedDocuments)[];

export function describeChange<Name extends keyof AnnouncedDocuments>(
  collection: Name,
  row: AnnouncedDocuments[Name],
): Announcement {
  return describers[collection](row);
}
