import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { useInstanceCommand } from './use-instance-command.js';

interface CancelDialogProps {
  readonly instance: ProcessInstance;
  readonly onClose: () => void;
}

export function CancelDialog({ instance, onClose }: CancelDialogProps) {
  const { t } = useTranslation();
  const { businessKey, processInstanceKey } = instance;
  const cancel = useInstanceCommand({
    instance,
    send: (api, commandId, reason) =>
      api.call('cancelProcessInstance', {
        params: { processInstanceKey },
        body: { reason, commandId },
      }),
    told: t('operations.canceled', { businessKey }),
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={t('operations.cancelTitle', { businessKey })}
      text={t('operations.cancelText', { count: instance.activeElements.length })}
      reasonLabel={t('operations.cancelReason')}
      submitLabel={t('operations.cancel')}
      isBusy={cancel.isPending}
      error={cancel.error}
      onSubmit={(reason) => cancel.mutate(reason)}
      onClose={onClose}
    />
  );
}
