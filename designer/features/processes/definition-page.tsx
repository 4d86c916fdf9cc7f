import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessDefinition } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { describeScope } from '../../components/describe-scope.js';
import { DiagramView } from '../../components/diagram/diagram-view.js';
import { toDifferenceBadges } from '../../components/diagram/difference-badges.js';
import { LinkAnchor, LinkButton } from '../../components/links.js';
import { ErrorState, ListSkeleton, PageSkeleton } from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useCan, useSession } from '../../session/session-context.js';
import { DefinitionSide } from './definition-side.js';
import { TailorDialog } from './tailor-dialog.js';
import classes from './definition.module.css';

const route = getRouteApi('/processes/$processDefinitionKey');

function DefinitionActions({ definition }: { readonly definition: ProcessDefinition }) {
  const { t } = useTranslation();
  const api = useApi();
  const navigate = useNavigate();
  const { session } = useSession();
  const canDraft = useCan('create', 'Draft');
  const canStart = useCan('start', 'ProcessInstance');
  const [isTailoring, setIsTailoring] = useState(false);
  const { processDefinitionKey, processDefinitionId } = definition;
  const mayStart =
    canStart &&
    definition.startRoles.some((role) =>
      [...session.person.roles, ...session.person.serviceRoles.map((held) => held.roleId)].includes(
        role,
      ),
    );
  const edit = useMutation({
    mutationFn: () => api.call('createDraft', { body: { processDefinitionKey } }),
    onSuccess: ({ draftKey }) => navigate({ to: '/drafts/$draftKey', params: { draftKey } }),
  });
  return (
    <Group gap="sm" ml="auto">
      {edit.isError && (
        <Text c="var(--lem-breached)" role="alert">
          {describeError(edit.error, t)}
        </Text>
      )}
      {mayStart && definition.isLatest && (
        <LinkButton
          variant="default"
          to="/start/$processDefinitionId"
          params={{ processDefinitionId }}
        >
          {t('processes.definition.start')}
        </LinkButton>
      )}
      {canDraft && !definition.isTailored && (
        <Button variant="default" onClick={() => setIsTailoring(true)}>
          {t('processes.definition.tailor')}
        </Button>
      )}
      {canDraft && (
        <Button onClick={() => edit.mutate()} loading={edit.isPending}>
          {t('processes.definition.edit')}
        </Button>
      )}
      {isTailoring && (
        <TailorDialog definition={definition} onClose={() => setIsTailoring(false)} />
      )}
    </Group>
  );
}

function DefinitionDiagram({ definition }: { readonly definition: ProcessDefinition }) {
  const { t } = useTranslation();
  const api = useApi();
  const { processDefinitionKey, isTailored, name } = definition;
  const xml = useQuery({
    queryKey: ['xml', processDefinitionKey],
    queryFn: () => api.call('getProcessDefinitionXml', { params: { processDefinitionKey } }),
    staleTime: Infinity,
  });
  const differences = useQuery({
    queryKey: ['definition', processDefinitionKey, 'differences'],
    queryFn: () => api.call('getDefinitionDifferences', { params: { processDefinitionKey } }),
    enabled: isTailored,
  });
  const badges = useMemo(
    () => toDifferenceBadges(differences.data?.differences ?? [], t),
    [differences.data, t],
  );
  if (xml.isPending) return <ListSkeleton />;
  if (xml.isError) return <ErrorState error={xml.error} onRetry={() => void xml.refetch()} />;
  return (
    <DiagramView
      xml={xml.data.xml}
      label={t('processes.definition.diagram', { name })}
      badges={badges}
    />
  );
}

export function DefinitionPage() {
  const { t } = useTranslation();
  const api = useApi();
  const { processDefinitionKey } = route.useParams();
  const definition = useQuery({
    queryKey: ['definition', processDefinitionKey],
    queryFn: () => api.call('getProcessDefinition', { params: { processDefinitionKey } }),
  });
  const { data } = definition;
  useBreadcrumb([
    { label: t('frame.processes'), link: { to: '/processes' } },
    ...(data === undefined
      ? []
      : [
          { label: data.name },
          { label: describeScope(data.scope, t) },
          { label: t('version', { version: data.version }) },
          ...(data.basedOn === undefined
            ? []
            : [{ label: t('basedOn', { version: data.basedOn.version }) }]),
        ]),
  ]);
  if (definition.isPending) return <PageSkeleton />;
  if (data === undefined)
    return <ErrorState error={definition.error} onRetry={() => void definition.refetch()} />;
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <h1 className={classes['title']}>
          {data.name} {t('version', { version: data.version })}
        </h1>
        <Text c="dimmed">{describeScope(data.scope, t)}</Text>
        {data.basedOn !== undefined && (
          <LinkAnchor
            to="/processes/$processDefinitionKey"
            params={{ processDefinitionKey: data.basedOn.processDefinitionKey }}
          >
            {t('processes.definition.basedOnLink', {
              name: data.basedOn.name,
              version: data.basedOn.version,
            })}
          </LinkAnchor>
        )}
        <DefinitionActions definition={data} />
      </header>
      <div className={classes['diagram']}>
        <DefinitionDiagram definition={data} />
      </div>
      <DefinitionSide definition={data} />
    </div>
  );
}
