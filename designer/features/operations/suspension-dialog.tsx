import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { useInstanceCommand } from './use-instance-command.js';

interface SuspensionDialogProps {
  readonly instance: ProcessInstance;
  readonly onClose: () => void;
}

/** Suspends an instance, which needs a reason, or resumes it. */
export function SuspensionDialog({ instance, onClose }: SuspensionDialogProps) {
  const { t } = useTranslation();
  const { businessKey, processInstanceKey } = instance;
  // What the dialog was opened for, whatever becomes of the instance meanwhile.
  const { current: isSuspended } = useRef(instance.isSuspended);
  const change = useInstanceCommand({
    instance,
    send: (api, commandId, reason) => {
      const params = { processInstanceKey };
      if (!isSuspended)
        return api.call('suspendProcessInstance', { params, body: { commandId, reason } });
      const why = reason === '' ? {} : { reason };
      return api.call('resumeProcessInstance', { params, body: { commandId, ...why } });
    },
    told: t(isSuspended ? 'operations.resumed' : 'operations.suspended', { businessKey }),
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={t(isSuspended ? 'operations.resumeTitle' : 'operations.suspendTitle', { businessKey })}
      text={t(isSuspended ? 'operations.resumeText' : 'operations.suspendText')}
      reasonLabel={t('operations.cancelReason')}
      submitLabel={t(isSuspended ? 'operations.resume' : 'operations.suspend')}
      isReasonOptional={isSuspended}
      isBusy={change.isPending}
      error={change.error}
      onSubmit={(reason) => change.mutate(reason)}
      onClose={onClose}
    />
  );
}
