import {
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { IconArrowRight, IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/api-context.js';
import { useCan, useSession } from '../session/session-context.js';
import { canOpen, entryOf, places } from './places.js';

function usePlaceActions(t: TFunction): SpotlightActionData[] {
  const navigate = useNavigate();
  const { ability } = useSession();
  const canReadDrafts = ability.can('read', 'Draft');
  const pages = [
    ...places
      .filter(({ name }) => canOpen(name, ability))
      .map((place) => ({ label: t(`frame.${place.name}`), to: entryOf(place, ability) })),
    { label: t('frame.myReports'), to: '/reports' as const },
    ...(canReadDrafts ? [{ label: t('frame.drafts'), to: '/drafts' as const }] : []),
    ...(ability.can('read', 'Incident')
      ? [{ label: t('frame.records'), to: '/records' as const }]
      : []),
    ...(ability.can('read', 'Incident')
      ? [{ label: t('frame.definitions'), to: '/operations/definitions' as const }]
      : []),
    ...(canOpen('administration', ability)
      ? [{ label: t('frame.audit'), to: '/administration/audit' as const }]
      : []),
  ];
  return pages.map(({ label, to }) => ({
    id: to,
    label,
    leftSection: <IconArrowRight size={18} aria-hidden />,
    onClick: () => void navigate({ to }),
  }));
}

function useStartActions(t: TFunction): SpotlightActionData[] {
  const api = useApi();
  const navigate = useNavigate();
  const canStart = useCan('start', 'ProcessInstance');
  const startable = useQuery({
    queryKey: ['startable'],
    queryFn: () => api.call('listStartableProcesses', {}),
    enabled: canStart,
    staleTime: 60_000,
  });
  return (startable.data?.items ?? []).map(({ processDefinitionId, name }) => ({
    id: `start:${processDefinitionId}`,
    label: t('frame.startProcess', { name }),
    leftSection: <IconPlayerPlay size={18} aria-hidden />,
    onClick: () =>
      void navigate({ to: '/start/$processDefinitionId', params: { processDefinitionId } }),
  }));
}

/** Ctrl K: go anywhere, start anything that the person may start. */
export function CommandSearch() {
  const { t } = useTranslation();
  const goTo = usePlaceActions(t);
  const start = useStartActions(t);
  const groups: SpotlightActionGroupData[] = [
    ...(start.length > 0 ? [{ group: t('frame.start'), actions: start }] : []),
    { group: t('frame.goTo'), actions: goTo },
  ];
  return (
    <Spotlight
      actions={groups}
      shortcut={['mod + K']}
      nothingFound={t('frame.nothingFound')}
      highlightQuery
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('frame.searchPlaceholder'),
        'aria-label': t('frame.search'),
      }}
    />
  );
}
