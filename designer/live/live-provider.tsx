import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { io, type Socket } from 'socket.io-client';
import {
  SOCKET_PATH,
  type ChangeEvent,
  type ChangeEventType,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '../../server/contract/index.js';
import { useApi } from '../api/api-context.js';
import { useSession } from '../session/session-context.js';

type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

interface LiveValue {
  readonly socket: LiveSocket | undefined;
  readonly isConnected: boolean;
}

/** First parts of the query keys that a change makes old. */
const staleQueries: Record<ChangeEventType, readonly string[]> = {
  processInstanceChanged: ['instances', 'instance', 'statistics', 'my-reports'],
  userTaskChanged: [
    'tasks',
    'task',
    'task-counts',
    'task-comments',
    'task-story',
    'instance-tasks',
  ],
  incidentChanged: ['incidents', 'instance', 'instances'],
  processDefinitionChanged: ['definitions', 'definition', 'startable', 'decision-definitions'],
  notificationChanged: ['notifications'],
  draftChanged: ['drafts'],
  recordChanged: ['records', 'record'],
  sessionChanged: [],
};

const LiveContext = createContext<LiveValue>({ socket: undefined, isConnected: true });

export const useLive = (): LiveValue => useContext(LiveContext);

/** Collects changes for a moment, so that a burst of events reads every list once. */
function createInvalidator(queryClient: QueryClient): {
  add(event: ChangeEvent): void;
  stop(): void;
} {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    for (const name of waiting) void queryClient.invalidateQueries({ queryKey: [name] });
    waiting.clear();
  };
  return {
    add(event) {
      for (const name of staleQueries[event.type]) waiting.add(name);
      timer ??= setTimeout(flush, 150);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Keeps a socket to the server while somebody is logged in; what changed is read again through REST. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { session, setSession } = useSession();
  const { csrfToken } = session;
  const [socket, setSocket] = useState<LiveSocket>();
  const [isConnected, setIsConnected] = useState(true);

  useEffect(() => {
    const invalidator = createInvalidator(queryClient);
    const live: LiveSocket = io({
      path: SOCKET_PATH,
      transports: ['websocket', 'polling'],
      withCredentials: true,
    });
    const readSession = (): void => {
      api.call('getSession', {}).then(setSession, () => undefined);
    };
    live.on('connect', () => {
      setIsConnected(true);
      void queryClient.invalidateQueries();
    });
    live.on('disconnect', () => setIsConnected(false));
    live.on('connect_error', () => setIsConnected(false));
    live.on('change', (event) =>
      event.type === 'sessionChanged' ? readSession() : invalidator.add(event),
    );
    live.on('sessionEnded', readSession);
    setSocket(live);
    return () => {
      invalidator.stop();
      live.close();
    };
  }, [api, queryClient, setSession, csrfToken]);

  const value = useMemo(() => ({ socket, isConnected }), [socket, isConnected]);
  return <LiveContext.Provider value={value}>{children}</LiveContext.Provider>;
}

/** Asks for the changes of one instance while it is on view. */
export function useWatchedInstance(processInstanceKey: string | undefined): void {
  const { socket, isConnected } = useLive();
  useEffect(() => {
    if (socket === undefined || processInstanceKey === undefined || !isConnected) return undefined;
    socket.emit('watchInstance', processInstanceKey, () => undefined);
    return () => {
      socket.emit('unwatchInstance', processInstanceKey);
    };
  }, [socket, processInstanceKey, isConnected]);
}
