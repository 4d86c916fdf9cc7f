import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ProcessInstance } from '../../../server/contract/index.js';
import type { ApiClient } from '../../api/api-client.js';
import { useApi } from '../../api/api-context.js';
import { createCommandId } from '../../api/command-id.js';
import { useNotify } from '../../components/use-notify.js';

interface InstanceCommand {
  readonly instance: ProcessInstance;
  readonly send: (api: ApiClient, commandId: string, reason: string) => Promise<unknown>;
  /** The sentence that says it is done. */
  readonly told: string;
  readonly onDone: () => void;
}

/** Lists in which the instance or its tasks stand. */
const lists = ['instances', 'instance-tasks', 'tasks', 'task', 'task-counts'];

/** A command to an instance with a person's reason; sent twice, it is carried out once. */
export function useInstanceCommand({
  instance: { processInstanceKey },
  send,
  told,
  onDone,
}: InstanceCommand): UseMutationResult<unknown, Error, string> {
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  const commandId = useRef(createCommandId());
  return useMutation({
    mutationFn: (reason: string) => send(api, commandId.current, reason),
    onSuccess: () => {
      notify(told);
      onDone();
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: ['instance', processInstanceKey] }),
        ...lists.map((first) => queryClient.invalidateQueries({ queryKey: [first] })),
      ]);
    },
  });
}
