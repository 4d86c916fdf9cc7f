import { Alert, Button, Group, Select, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope, Service, StartableProcess } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { createCommandId } from '../../api/command-id.js';
import { describeError } from '../../api/describe-error.js';
import { FormView, type FormData, type FormHandle } from '../../components/form/form-view.js';
import { LinkButton } from '../../components/links.js';
import { EmptyState, ErrorState, PageSkeleton } from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { chooseVariant } from './choose-variant.js';
import classes from './start.module.css';

const route = getRouteApi('/start/$processDefinitionId');
const noData: FormData = {};

function useStart(processDefinitionId: string, scope: Scope) {
  const api = useApi();
  const queryClient = useQueryClient();
  const commandId = useRef(createCommandId());
  return useMutation({
    mutationFn: (variables: FormData) =>
      api.call('createProcessInstance', {
        body: { processDefinitionId, scope, variables: variables, commandId: commandId.current },
      }),
    onSuccess: () => {
      commandId.current = createCommandId();
      void queryClient.invalidateQueries({ queryKey: ['my-reports'] });
    },
  });
}

interface StartFormProps {
  readonly process: StartableProcess;
  readonly services: readonly Service[];
  readonly serviceId: string | undefined;
  readonly onService: (serviceId: string | undefined) => void;
}

function StartForm({ process, services, serviceId, onService }: StartFormProps) {
  const { t } = useTranslation();
  const form = useRef<FormHandle>(null);
  const scope: Scope = serviceId === undefined ? {} : { serviceId };
  const variant = chooseVariant(process.variants, scope);
  const start = useStart(process.processDefinitionId, scope);
  const [entered, setEntered] = useState<FormData>(noData);
  const schema = variant?.form?.schema;

  async function submit(): Promise<void> {
    if (schema === undefined) {
      start.mutate({});
      return;
    }
    const submission = await form.current?.submit();
    if (submission === undefined) return;
    if (submission.isValid) start.mutate(submission.data);
    else form.current?.focusFirstField();
  }

  if (start.isSuccess) {
    return (
      <EmptyState
        title={t('inbox.start.started', { businessKey: start.data.businessKey })}
        action={
          <Group mt="md">
            <LinkButton to="/reports" variant="default">
              {t('frame.myReports')}
            </LinkButton>
            <LinkButton to="/inbox">{t('frame.inbox')}</LinkButton>
          </Group>
        }
      />
    );
  }
  return (
    <>
      <Select
        mb="sm"
        label={t('inbox.start.service')}
        description={t('inbox.start.serviceHelp')}
        placeholder={t('inbox.start.noService')}
        clearable
        clearButtonProps={{ 'aria-label': t('actions.clear') }}
        data={services.map((service) => ({ value: service.serviceId, label: service.name }))}
        value={serviceId ?? null}
        onChange={(value) => onService(value ?? undefined)}
      />
      {variant !== undefined && (
        <Text fz="sm" c="dimmed" mb="sm">
          {t('inbox.start.variant', { name: variant.name, version: variant.version })}
        </Text>
      )}
      {start.isError && (
        <Alert color="red" role="alert" title={t('errors.title')} mb="md">
          {describeError(start.error, t)}
        </Alert>
      )}
      {schema === undefined ? (
        <Text c="dimmed">{t('inbox.start.noForm')}</Text>
      ) : (
        <FormView
          key={variant?.processDefinitionKey}
          ref={form}
          schema={schema}
          initialData={entered}
          label={process.name}
          onChange={setEntered}
        />
      )}
      <Group mt="md">
        <Button onClick={() => void submit()} loading={start.isPending}>
          {t('inbox.start.submit')}
        </Button>
      </Group>
    </>
  );
}

export function StartPage() {
  const { t } = useTranslation();
  const api = useApi();
  const { processDefinitionId } = route.useParams();
  const { service } = route.useSearch();
  const navigate = route.useNavigate();
  const startable = useQuery({
    queryKey: ['startable'],
    queryFn: () => api.call('listStartableProcesses', {}),
    staleTime: 60_000,
  });
  const process = startable.data?.items.find(
    (item) => item.processDefinitionId === processDefinitionId,
  );
  const title = t('inbox.start.title', { name: process?.name ?? processDefinitionId });
  useBreadcrumb([{ label: t('frame.inbox'), link: { to: '/inbox' } }, { label: title }]);
  if (startable.isPending) return <PageSkeleton />;
  if (startable.isError)
    return <ErrorState error={startable.error} onRetry={() => void startable.refetch()} />;
  if (process === undefined)
    return <EmptyState title={t('inbox.start.nothing')} text={t('inbox.start.unknown')} />;
  return (
    <div className={classes['page']}>
      <div className={classes['sheet']}>
        <Title order={1} mb="md">
          {title}
        </Title>
        <StartForm
          process={process}
          services={startable.data.services}
          serviceId={service}
          onService={(value) =>
            void navigate({ search: value === undefined ? {} : { service: value }, replace: true })
          }
        />
      </div>
    </div>
  );
}
