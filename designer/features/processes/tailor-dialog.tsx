import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessDefinition } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';

interface TailorDialogProps {
  readonly definition: ProcessDefinition;
  readonly onClose: () => void;
}

export function TailorDialog({ definition, onClose }: TailorDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const navigate = useNavigate();
  const [serviceId, setServiceId] = useState<string | null>(null);
  const services = useQuery({
    queryKey: ['services'],
    queryFn: () => api.call('searchServices', { body: { page: { limit: 500 } } }),
    staleTime: 60_000,
  });
  const create = useMutation({
    mutationFn: (chosen: string) =>
      api.call('createDraft', {
        body: {
          baseProcessDefinitionKey: definition.processDefinitionKey,
          scope: { serviceId: chosen },
        },
      }),
    onSuccess: ({ draftKey }) => navigate({ to: '/drafts/$draftKey', params: { draftKey } }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('processes.tailorDialog.title', { name: definition.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Text>{t('processes.tailorDialog.text', { version: definition.version })}</Text>
        {create.isError && (
          <Alert color="red" role="alert">
            {describeError(create.error, t)}
          </Alert>
        )}
        <Select
          label={t('processes.tailorDialog.service')}
          data={(services.data?.items ?? []).map((service) => ({
            value: service.serviceId,
            label: service.name,
          }))}
          value={serviceId}
          onChange={setServiceId}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button
            disabled={serviceId === null}
            loading={create.isPending}
            onClick={() => {
              if (serviceId !== null) create.mutate(serviceId);
            }}
          >
            {t('processes.tailorDialog.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
