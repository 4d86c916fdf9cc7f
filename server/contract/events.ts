/** What a socket says: something changed. It never says what: the client reads it again through REST. */
export interface ChangeEvent {
  readonly type: ChangeEventType;
  /** Keys of what changed: `userTaskKey`, `processInstanceKey`, … */
  readonly ids: Readonly<Record<string, string>>;
  /** Rises with every change of the same thing. */
  readonly version: number;
}

export type ChangeEventType =
  | 'processInstanceChanged'
  | 'userTaskChanged'
  | 'incidentChanged'
  | 'processDefinitionChanged'
  | 'notificationChanged'
  | 'draftChanged'
  | 'recordChanged'
  /** Rights of the person changed: read the session again. */
  | 'sessionChanged';

export interface ServerToClientEvents {
  change: (event: ChangeEvent) => void;
  /** The session ended (logout, expiry, disabled): the socket closes next. */
  sessionEnded: () => void;
}

/** `true`: joined. `false`: no right, or no such thing. */
type JoinAnswer = (isJoined: boolean) => void;

/** Rooms of the person, groups and roles are joined by the server; rooms of things on view are asked for. */
export interface ClientToServerEvents {
  watchInstance: (processInstanceKey: string, answer: JoinAnswer) => void;
  unwatchInstance: (processInstanceKey: string) => void;
  watchDefinition: (processDefinitionKey: string, answer: JoinAnswer) => void;
  unwatchDefinition: (processDefinitionKey: string) => void;
}

/** Path of the socket on the server. */
export const SOCKET_PATH = '/v2/events';
