import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { useCan } from '../../session/session-context.js';
import { CancelDialog } from './cancel-dialog.js';
import { SuspensionDialog } from './suspension-dialog.js';

/** What an operator can do with an instance that has not ended. */
export function InstanceActions({ instance }: { readonly instance: ProcessInstance }) {
  const { t } = useTranslation();
  const canCancel = useCan('cancel', 'ProcessInstance');
  const canSuspend = useCan('suspend', 'ProcessInstance');
  const [opened, setOpened] = useState<'cancel' | 'suspension'>();
  const close = (): void => setOpened(undefined);
  const isActive = instance.state === 'active';
  return (
    <>
      {canSuspend && isActive && (
        <Button variant="default" size="xs" onClick={() => setOpened('suspension')}>
          {t(instance.isSuspended ? 'operations.resume' : 'operations.suspend')}
        </Button>
      )}
      {canCancel && isActive && (
        <Button variant="default" size="xs" onClick={() => setOpened('cancel')}>
          {t('operations.cancel')}
        </Button>
      )}
      {opened === 'suspension' && <SuspensionDialog instance={instance} onClose={close} />}
      {opened === 'cancel' && <CancelDialog instance={instance} onClose={close} />}
    </>
  );
}
