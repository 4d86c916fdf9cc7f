import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { FactTimeline } from '../../components/fact-timeline.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';

const PAGE_SIZE = 200;

export function InstanceTimeline({ processInstanceKey }: { readonly processInstanceKey: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const facts = useInfiniteQuery({
    queryKey: ['instance', processInstanceKey, 'timeline'],
    queryFn: ({ pageParam }) =>
      api.call('listFacts', {
        params: { processInstanceKey },
        query: { from: pageParam, limit: PAGE_SIZE, order: 'desc' },
      }),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, from) =>
      last.items.length < PAGE_SIZE ? undefined : from + PAGE_SIZE,
  });
  if (facts.isPending) return <ListSkeleton />;
  if (facts.isError) return <ErrorState error={facts.error} onRetry={() => void facts.refetch()} />;
  return (
    <>
      <FactTimeline
        facts={facts.data.pages.flatMap(({ items }) => items)}
        emptyText={t('operations.nothingHappened')}
      />
      {facts.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          onClick={() => void facts.fetchNextPage()}
          loading={facts.isFetchingNextPage}
        >
          {t('actions.more')}
        </Button>
      )}
    </>
  );
}
