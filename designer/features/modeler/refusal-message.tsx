import { Alert, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventBus, Registry } from './modeler-services.js';
import type { TailoringGuide } from './tailoring/tailoring-guide.js';

interface RefusalMessageProps {
  readonly modeler: BpmnModeler | undefined;
  readonly guide: TailoringGuide;
}

/** Says why something can't be done, as soon as somebody tries. */
export function RefusalMessage({ modeler, guide }: RefusalMessageProps) {
  const { t } = useTranslation();
  const [refusedId, setRefusedId] = useState<string>();
  useEffect(() => {
    if (modeler === undefined) return undefined;
    const eventBus = modeler.get<EventBus>('eventBus');
    const show = ({ elementId }: { elementId: string }): void => setRefusedId(elementId);
    const hide = (): void => setRefusedId(undefined);
    eventBus.on('tailoring.refused', show);
    eventBus.on('selection.changed', hide);
    return () => {
      eventBus.off('tailoring.refused', show);
      eventBus.off('selection.changed', hide);
    };
  }, [modeler]);
  if (modeler === undefined || refusedId === undefined) return null;
  const element = modeler.get<Registry>('elementRegistry').get(refusedId);
  const name = element?.businessObject.name ?? refusedId;
  const guideline = guide.findMandatory(refusedId);
  return (
    <Alert
      role="alert"
      radius={0}
      color="grape"
      icon={<IconLock aria-hidden />}
      title={t('modeler.tailoring.refusedTitle', { name })}
      withCloseButton
      closeButtonLabel={t('actions.close')}
      onClose={() => setRefusedId(undefined)}
    >
      <Text>{t('modeler.tailoring.refused')}</Text>
      {guideline !== undefined && (
        <Text fz="sm">
          {t('modeler.differences.guideline', { id: guideline.id })}: {guideline.text}
        </Text>
      )}
    </Alert>
  );
}
