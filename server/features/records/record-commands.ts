import type { Actor } from '../../../engine/index.js';
import type { Scope } from '../../contract/index.js';
import type { RecordDocument, RecordSource } from '../../store/record-models.js';
import type { RecordFields } from './check-fields.js';

/** Who changes a record, why, and through which step of a process. */
export interface RecordCommand {
  readonly organisationId: string;
  readonly actor: Actor;
  readonly reason?: string | undefined;
  readonly source?: RecordSource | undefined;
  /** A command with the id of one that was carried out changes nothing. */
  readonly commandId?: string | undefined;
}

export interface LinkTarget {
  readonly relation: string;
  readonly kind: 'record' | 'instance';
  readonly targetId: string;
}

export interface NewRecord {
  readonly typeId: string;
  readonly fields: RecordFields;
  readonly scope?: Scope | undefined;
  readonly links?: readonly LinkTarget[] | undefined;
  readonly externalKey?: string | undefined;
  /** Of an import; left out, the initial status. */
  readonly status?: string | undefined;
  /** The business key of the instance that the record leads; taken if it has the type's prefix and is free. */
  readonly wantedId?: string | undefined;
}

/** `null` empties a field. */
export interface RecordUpdate {
  readonly fields: RecordFields;
  readonly scope?: Scope | undefined;
  readonly expectedVersion?: number | undefined;
}

export interface RecordMove {
  /** Id of a transition, or the status that it leads to. */
  readonly transition: string;
  readonly fields?: RecordFields | undefined;
  readonly expectedVersion?: number | undefined;
}

/**
 * Records, versioned: every change adds a version and none is lost. Rights are the caller's affair.
 *
 * All throw `Unprocessable` with the fields that are wrong (`recordInvalid`) or missing (`recordIncomplete`),
 * `Conflict` (`recordClosed`, `transitionNotAllowed`, `recordConflict`), `StaleVersion` and `NotFound`.
 */
export interface RecordRepository {
  find(organisationId: string, recordId: string): Promise<RecordDocument | undefined>;
  create(command: RecordCommand, record: NewRecord): Promise<RecordDocument>;
  update(command: RecordCommand, recordId: string, update: RecordUpdate): Promise<RecordDocument>;
  transition(command: RecordCommand, recordId: string, move: RecordMove): Promise<RecordDocument>;
  link(command: RecordCommand, recordId: string, target: LinkTarget): Promise<RecordDocument>;
  unlink(command: RecordCommand, recordId: string, linkId: string): Promise<RecordDocument>;
}
