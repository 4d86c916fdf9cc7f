import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createDecisionFile, type DecisionFile } from './new-decisions.js';

export interface AddDecisionProps {
  readonly files: readonly DecisionFile[];
  readonly onAdd: (file: DecisionFile) => void;
  readonly onClose: () => void;
}

export function NewDecisionDialog({ files, onAdd, onClose }: AddDecisionProps) {
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const add = (): void => {
    onAdd(createDecisionFile(title.trim(), files));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('modeler.decisions.newTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Stack>
          <TextInput
            label={t('modeler.decisions.title')}
            description={t('modeler.decisions.titleHint')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={200}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" disabled={title.trim() === ''}>
              {t('modeler.decisions.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
