import { ActionIcon } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface ZoomControlsProps {
  readonly label: string;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

/** Stands at the bottom left: the mark of bpmn.io at the right must stay uncovered. */
export function ZoomControls({ label, onZoom, onFit }: ZoomControlsProps) {
  const { t } = useTranslation();
  return (
    <div className="lem-zoom" role="group" aria-label={label}>
      <ActionIcon
        variant="default"
        aria-label={t('processes.diagram.in')}
        onClick={() => onZoom(1.25)}
      >
        <IconPlus size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={t('processes.diagram.out')}
        onClick={() => onZoom(0.8)}
      >
        <IconMinus size={16} />
      </ActionIcon>
      <ActionIcon variant="default" aria-label={t('processes.diagram.fit')} onClick={onFit}>
        <IconFocusCentered size={16} />
      </ActionIcon>
    </div>
  );
}
