import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserTaskDetail } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { FactTimeline, type TimelineNote } from '../../components/fact-timeline.js';
import { formatMoment } from '../../components/format-time.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import { useSession } from '../../session/session-context.js';
import { toNote } from './story-note.js';

/** What happened in the process, what people did with the task and what they said, as one story. */
export function TaskHistory({ task }: { readonly task: UserTaskDetail }) {
  const { t } = useTranslation();
  const api = useApi();
  const { session } = useSession();
  const { processInstanceKey, userTaskKey } = task;
  const facts = useQuery({
    queryKey: ['instance', processInstanceKey, 'facts'],
    queryFn: () =>
      api.call('listFacts', {
        params: { processInstanceKey },
        query: { limit: 500, order: 'desc' },
      }),
    // Not everybody who has a task may see its whole instance.
    retry: false,
  });
  const story = useQuery({
    queryKey: ['task-story', userTaskKey],
    queryFn: () => api.call('getTaskStory', { params: { userTaskKey } }),
  });
  const notes = useMemo<readonly TimelineNote[]>(
    () =>
      (story.data?.items ?? []).map((line) =>
        toNote(line, t, (at) => formatMoment(at, session.person)),
      ),
    [session.person, story.data, t],
  );
  if (facts.isPending || story.isPending) return <ListSkeleton />;
  if (story.isError) return <ErrorState error={story.error} onRetry={() => void story.refetch()} />;
  return (
    <FactTimeline
      isBrief
      facts={facts.data?.items ?? []}
      notes={notes}
      emptyText={t('inbox.noHistory')}
    />
  );
}
