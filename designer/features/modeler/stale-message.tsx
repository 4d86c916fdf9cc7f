import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../api/describe-error.js';
import type { DraftSaving } from './use-draft-saving.js';

interface StaleMessageProps {
  readonly saving: DraftSaving;
  readonly xml: string;
  readonly name: string;
}

function download(xml: string, name: string): void {
  const address = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.bpmn`;
  link.click();
  URL.revokeObjectURL(address);
}

/** What went wrong with saving, checking or deploying; a stale draft leaves the person every way out. */
export function StaleMessage({ saving, xml, name }: StaleMessageProps) {
  const { t } = useTranslation();
  if (saving.error === null) return null;
  if (!saving.isStale) {
    return (
      <Alert color="red" role="alert" radius={0} title={t('errors.title')}>
        {describeError(saving.error, t)}
      </Alert>
    );
  }
  return (
    <Alert color="yellow" role="alert" radius={0} title={t('modeler.staleTitle')}>
      <Text mb="sm">{t('modeler.staleText')}</Text>
      <Group gap="sm">
        <Button size="xs" onClick={() => download(xml, name)}>
          {t('modeler.download')}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={saving.overwrite.isPending}
          onClick={() => saving.overwrite.mutate()}
        >
          {t('modeler.overwrite')}
        </Button>
        <Button size="xs" variant="default" onClick={() => window.location.reload()}>
          {t('modeler.reload')}
        </Button>
      </Group>
    </Alert>
  );
}
