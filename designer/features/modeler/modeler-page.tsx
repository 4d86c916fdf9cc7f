import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { describeScope } from '../../components/describe-scope.js';
import { ErrorState, PageSkeleton } from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { ModelerView } from './modeler-view.js';
import { useTailoringGuide } from './use-tailoring-guide.js';

const route = getRouteApi('/drafts/$draftKey');

export function ModelerPage() {
  const { t } = useTranslation();
  const api = useApi();
  const { draftKey } = route.useParams();
  const draft = useQuery({
    queryKey: ['draft', draftKey],
    queryFn: () => api.call('getDraft', { params: { draftKey } }),
    // Reading again must not replace what is drawn.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const guide = useTailoringGuide(draft.data);
  useBreadcrumb([
    { label: t('frame.processes'), link: { to: '/processes' } },
    { label: t('processes.drafts'), link: { to: '/drafts' } },
    ...(draft.data === undefined
      ? []
      : [
          { label: draft.data.name },
          { label: describeScope(draft.data.scope, t) },
          ...(draft.data.basedOn === undefined
            ? []
            : [{ label: t('basedOn', { version: draft.data.basedOn.version }) }]),
        ]),
  ]);
  if (draft.isError) return <ErrorState error={draft.error} onRetry={() => void draft.refetch()} />;
  if (draft.data === undefined || guide === undefined) return <PageSkeleton />;
  return <ModelerView key={draftKey} draft={draft.data} guide={guide} />;
}
