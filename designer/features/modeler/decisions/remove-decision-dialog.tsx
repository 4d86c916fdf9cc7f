import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface RemoveDecisionProps {
  readonly name: string;
  readonly onRemove: (name: string) => void;
  readonly onClose: () => void;
}

export function RemoveDecisionDialog({ name, onRemove, onClose }: RemoveDecisionProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('modeler.decisions.removeTitle', { name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Text mb="md">{t('modeler.decisions.removeText')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button
          onClick={() => {
            onRemove(name);
            onClose();
          }}
        >
          {t('modeler.decisions.remove')}
        </Button>
      </Group>
    </Modal>
  );
}
