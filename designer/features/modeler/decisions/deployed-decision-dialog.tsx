import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api/api-context.js';
import { describeError } from '../../../api/describe-error.js';
import { findFreeName } from './file-names.js';
import type { AddDecisionProps } from './new-decision-dialog.js';

const MOST_LISTED = 500;

/** Takes a deployed decision into the draft, as it is in its latest version. */
export function DeployedDecisionDialog({ files, onAdd, onClose }: AddDecisionProps) {
  const { t } = useTranslation();
  const api = useApi();
  const [key, setKey] = useState<string | null>(null);
  const deployed = useQuery({
    queryKey: ['decision-definitions', 'latest'],
    queryFn: () =>
      api.call('searchDecisionDefinitions', {
        body: { filter: { isLatest: true }, page: { limit: MOST_LISTED } },
      }),
  });
  const items = deployed.data?.items ?? [];
  const take = useMutation({
    mutationFn: (decisionDefinitionKey: string) =>
      api.call('getDecisionDefinitionXml', { params: { decisionDefinitionKey } }),
    onSuccess: ({ xml }, decisionDefinitionKey) => {
      const taken = items.find((each) => each.decisionDefinitionKey === decisionDefinitionKey);
      const name = `${taken?.decisionDefinitionId ?? 'decisions'}.dmn`;
      onAdd({ name: findFreeName(name, files), xml });
      onClose();
    },
  });
  const error = deployed.error ?? take.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('modeler.decisions.deployedTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Text>{t('modeler.decisions.deployedText')}</Text>
        <Select
          label={t('modeler.decisions.decision')}
          placeholder={t('modeler.decisions.choose')}
          data={items.map(({ decisionDefinitionKey, name, version }) => ({
            value: decisionDefinitionKey,
            label: t('modeler.decisions.version', { name, version }),
          }))}
          value={key}
          onChange={setKey}
          searchable
        />
        {error !== null && (
          <Alert color="red" role="alert">
            {describeError(error, t)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button
            disabled={key === null}
            loading={take.isPending}
            onClick={() => key !== null && take.mutate(key)}
          >
            {t('modeler.decisions.take')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
