import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BulkResult, UserTask } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { useNotify } from '../../components/use-notify.js';
import { useSession } from '../../session/session-context.js';
import { morningAhead, toInstant } from './local-moment.js';
import { touchedQueries } from './touched-queries.js';
import classes from './bulk-bar.module.css';

const acts = ['claim', 'release', 'complete', 'followUp'] as const;
type BulkAct = (typeof acts)[number];

const MOST = 100;

interface BulkBarProps {
  readonly tasks: readonly UserTask[];
  readonly onClear: () => void;
  /** Those that stay chosen, since nothing was done with them. */
  readonly onDone: (left: readonly string[]) => void;
}

function useBulk(tasks: readonly UserTask[], onDone: BulkBarProps['onDone']) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { session } = useSession();
  const { t } = useTranslation();
  const notify = useNotify();
  return useMutation({
    mutationFn: (act: BulkAct) => {
      const items = tasks.slice(0, MOST).map(({ userTaskKey, claimVersion, assignmentEpoch }) => ({
        userTaskKey,
        claimVersion,
        assignmentEpoch,
      }));
      const { zone } = session.person;
      const body =
        act === 'followUp'
          ? { act, items, at: toInstant(morningAhead(Date.now(), 1, zone), zone) }
          : { act, items };
      return api.call('changeUserTasks', { body });
    },
    onSuccess: ({ results }) => {
      const left = results.flatMap(({ isDone, userTaskKey }) => (isDone ? [] : [userTaskKey]));
      // With nothing left, the bar goes, and with it what it says.
      if (left.length === 0) notify(t('inbox.bulk.done', { count: results.length }));
      onDone(left);
    },
    onSettled: () =>
      Promise.all(
        touchedQueries.map((first) => queryClient.invalidateQueries({ queryKey: [first] })),
      ),
  });
}

/** What can be done with all chosen tasks at once, and what came of it for each of them. */
export function BulkBar({ tasks, onClear, onDone }: BulkBarProps) {
  const { t } = useTranslation();
  const bulk = useBulk(tasks, onDone);
  const offered = acts.filter((act) =>
    tasks.some(({ can, formId }) => can[act] && (act !== 'complete' || formId === undefined)),
  );
  return (
    <section className={classes['bar']} aria-label={t('inbox.bulk.label')}>
      <Group gap="xs">
        <Text fz="sm" fw={600}>
          {t('inbox.bulk.chosen', { count: tasks.length })}
        </Text>
        {offered.map((act) => (
          <Button
            key={act}
            size="compact-sm"
            variant="default"
            loading={bulk.isPending && bulk.variables === act}
            disabled={bulk.isPending || tasks.length > MOST}
            onClick={() => bulk.mutate(act)}
          >
            {t(`inbox.bulk.${act}`)}
          </Button>
        ))}
        <Button size="compact-sm" variant="subtle" onClick={onClear}>
          {t('inbox.bulk.clear')}
        </Button>
      </Group>
      {tasks.length > MOST && <Text fz="sm">{t('inbox.bulk.tooMany', { most: MOST })}</Text>}
      <div role="status">
        {bulk.error !== null && <Alert color="red">{describeError(bulk.error, t)}</Alert>}
        {bulk.data !== undefined && <BulkResults results={bulk.data.results} tasks={tasks} />}
      </div>
    </section>
  );
}

function BulkResults({
  results,
  tasks,
}: {
  readonly results: readonly BulkResult[];
  readonly tasks: readonly UserTask[];
}) {
  const { t } = useTranslation();
  const failed = results.filter(({ isDone }) => !isDone);
  const nameOf = (key: string): string => {
    const task = tasks.find(({ userTaskKey }) => userTaskKey === key);
    return task === undefined ? key : `${task.businessKey} ${task.name}`;
  };
  return (
    <>
      <Text fz="sm">
        {t('inbox.bulk.done', { count: results.length - failed.length })}
        {failed.length > 0 && ` ${t('inbox.bulk.notDone', { count: failed.length })}`}
      </Text>
      {failed.length > 0 && (
        <ul className={classes['failures']}>
          {failed.map(({ userTaskKey, message }) => (
            <li key={userTaskKey}>
              {nameOf(userTaskKey)}: {message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
