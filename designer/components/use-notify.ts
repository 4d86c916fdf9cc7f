import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Says that something has been done, in a corner and to screen readers. */
export function useNotify(): (message: string) => void {
  const { t } = useTranslation();
  return useCallback(
    (message) => {
      notifications.show({ message, closeButtonProps: { 'aria-label': t('actions.close') } });
    },
    [t],
  );
}
