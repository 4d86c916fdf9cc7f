import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { FactTimeline } from '../../components/fact-timeline.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';

export function TaskHistory({ processInstanceKey }: { readonly processInstanceKey: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const facts = useQuery({
    queryKey: ['instance', processInstanceKey, 'facts'],
    queryFn: () =>
      api.call('listFacts', {
        params: { processInstanceKey },
        query: { limit: 500, order: 'desc' },
      }),
  });
  if (facts.isPending) return <ListSkeleton />;
  if (facts.isError) return <ErrorState error={facts.error} onRetry={() => void facts.refetch()} />;
  return <FactTimeline isBrief facts={facts.data.items} emptyText={t('inbox.noHistory')} />;
}
