import type { Actor } from '../../../engine/index.js';
import type { Scope } from '../../contract/index.js';
import type { RecordSource } from '../../store/record-models.js';

interface Command {
  readonly organisationId: string;
  readonly actor: Actor;
  readonly reason?: string | undefined;
  readonly source?: RecordSource | undefined;
  readonly commandId?: string | undefined;
}

interface Target {
  readonly relation: string;
  readonly kind: 'record' | 'instance';
  readonly targetId: string;
}

export interface StepRecord {
  readonly recordId: string;
  readonly version: number;
  readonly status: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Records as steps need them. */
export interface StepRecords {
  create(
    command: Command,
    record: {
      readonly typeId: string;
      readonly fields: Fields;
      readonly scope: Scope;
      readonly links: readonly Target[];
      readonly status?: string | undefined;
      readonly wantedId?: string | undefined;
    },
  ): Promise<StepRecord>;
  update(
    command: Command,
    recordId: string,
    update: { readonly fields: Fields; readonly expectedVersion?: number | undefined },
  ): Promise<StepRecord>;
  transition(
    command: Command,
    recordId: string,
    move: {
      readonly transition: string;
      readonly fields: Fields;
      readonly expectedVersion?: number | undefined;
    },
  ): Promise<StepRecord>;
  link(command: Command, recordId: string, target: Target): Promise<StepRecord>;
}
