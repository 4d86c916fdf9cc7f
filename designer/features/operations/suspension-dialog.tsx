import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { createCommandId } from '../../api/command-id.js';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { useNotify } from '../../components/use-notify.js';

interface SuspensionDialogProps {
  readonly instance: ProcessInstance;
  readonly onClose: () => void;
}

const touched = ['instances', 'instance-tasks', 'tasks', 'task', 'task-counts'];

/** Suspends an instance, which needs a reason, or resumes it. */
export function SuspensionDialog({ instance, onClose }: SuspensionDialogProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  const commandId = useRef(createCommandId());
  const { businessKey, processInstanceKey } = instance;
  // What the dialog was opened for, whatever becomes of the instance meanwhile.
  const { current: isSuspended } = useRef(instance.isSuspended);
  const change = useMutation({
    mutationFn: (reason: string) => {
      const command = { commandId: commandId.current };
      const params = { processInstanceKey };
      if (!isSuspended)
        return api.call('suspendProcessInstance', { params, body: { ...command, reason } });
      const why = reason === '' ? {} : { reason };
      return api.call('resumeProcessInstance', { params, body: { ...command, ...why } });
    },
    onSuccess: () => {
      notify(t(isSuspended ? 'operations.resumed' : 'operations.suspended', { businessKey }));
      onClose();
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: ['instance', processInstanceKey] }),
        ...touched.map((first) => queryClient.invalidateQueries({ queryKey: [first] })),
      ]);
    },
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
