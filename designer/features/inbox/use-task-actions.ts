import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserTaskDetail } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { createCommandId } from '../../api/command-id.js';
import { isStatus } from '../../api/errors.js';
import type { FormData } from '../../components/form/form-view.js';
import { touchedQueries } from './touched-queries.js';
import { useNotify } from '../../components/use-notify.js';

/** Claim, release and completion of one task, with what the person hears about them. */
export function useTaskActions(task: UserTaskDetail, onCompleted: () => void) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  const commandId = useRef(createCommandId());
  const { userTaskKey, name, claimVersion, assignmentEpoch } = task;
  const readAgain = (): Promise<unknown> =>
    Promise.all(
      touchedQueries.map((first) => queryClient.invalidateQueries({ queryKey: [first] })),
    );
  const onError = (error: unknown): void => {
    if (isStatus(error, 409)) void readAgain();
  };

  const claim = useMutation({
    mutationFn: () =>
      api.call('assignUserTask', { params: { userTaskKey }, body: { claimVersion } }),
    onSuccess: () => {
      notify(t('inbox.claimed', { name }));
      return readAgain();
    },
    onError,
  });
  const release = useMutation({
    mutationFn: () => api.call('unassignUserTask', { params: { userTaskKey } }),
    onSuccess: () => {
      notify(t('inbox.released', { name }));
      return readAgain();
    },
    onError,
  });
  const complete = useMutation({
    mutationFn: (variables: FormData) =>
      api.call('completeUserTask', {
        params: { userTaskKey },
        body: { variables: variables, commandId: commandId.current, assignmentEpoch, claimVersion },
      }),
    onSuccess: ({ state }) => {
      notify(t(state === 'pending' ? 'inbox.pending' : 'inbox.completed', { name }));
      onCompleted();
      return readAgain();
    },
    onError,
  });
  return { claim, release, complete };
}
