import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { createCommandId } from '../../api/command-id.js';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { useNotify } from '../../components/use-notify.js';

interface CancelDialogProps {
  readonly instance: ProcessInstance;
  readonly onClose: () => void;
}

export function CancelDialog({ instance, onClose }: CancelDialogProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  const commandId = useRef(createCommandId());
  const { businessKey, processInstanceKey } = instance;
  const cancel = useMutation({
    mutationFn: (reason: string) =>
      api.call('cancelProcessInstance', {
        params: { processInstanceKey },
        body: { reason, commandId: commandId.current },
      }),
    onSuccess: () => {
      notify(t('operations.canceled', { businessKey }));
      onClose();
      return queryClient.invalidateQueries({ queryKey: ['instance', processInstanceKey] });
    },
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
