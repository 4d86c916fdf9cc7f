import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQueryClient, useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserTaskDetail } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import type { DialogAct } from './task-act-dialog.js';
import { touchedQueries } from './touched-queries.js';

// Whoever only claims and completes never loads it.
const TaskActDialog = lazy(async () => ({
  default: (await import('./task-act-dialog.js')).TaskActDialog,
}));

const listed = ['delegate', 'handOver', 'escalate', 'followUp', 'assign'] as const;

function useBringBack({ userTaskKey, claimVersion, assignmentEpoch }: UserTaskDetail) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      api.call('followUpUserTask', {
        params: { userTaskKey },
        body: { claimVersion, assignmentEpoch },
      }),
    onSettled: () =>
      Promise.all(
        touchedQueries.map((first) => queryClient.invalidateQueries({ queryKey: [first] })),
      ),
  });
}

/** What can be done with a task besides claiming, releasing and completing it. */
export function TaskMenu({ task }: { readonly task: UserTaskDetail }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<DialogAct>();
  const bringBack = useBringBack(task);
  const offered = listed.filter((name) => task.can[name]);
  const isPutOff = task.deferredUntil !== undefined && task.can.followUp;
  return (
    <>
      {task.can.resolve && (
        <Button onClick={() => setAct('resolve')}>{t('inbox.acts.resolve.open')}</Button>
      )}
      {offered.length > 0 && (
        <Menu position="top-start" withinPortal>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('inbox.acts.more')}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((name) => (
              <Menu.Item key={name} onClick={() => setAct(name)}>
                {t(`inbox.acts.${name}.open`)}
              </Menu.Item>
            ))}
            {isPutOff && (
              <Menu.Item onClick={() => bringBack.mutate()}>{t('inbox.acts.bringBack')}</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {act !== undefined && (
        <Suspense fallback={null}>
          <TaskActDialog task={task} act={act} onClose={() => setAct(undefined)} />
        </Suspense>
      )}
    </>
  );
}
