import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { useNotify } from '../../components/use-notify.js';

interface WithdrawDialogProps {
  readonly report: ProcessInstance;
  readonly onClose: () => void;
}

export function WithdrawDialog({ report, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  const { businessKey, processInstanceKey } = report;
  const withdraw = useMutation({
    mutationFn: (reason: string) =>
      api.call('withdrawProcessInstance', { params: { processInstanceKey }, body: { reason } }),
    onSuccess: ({ deliveredTo }) => {
      const message =
        deliveredTo.length > 0 ? 'inbox.reports.withdrawn' : 'inbox.reports.notWithdrawn';
      notify(t(message, { businessKey }));
      onClose();
      return queryClient.invalidateQueries({ queryKey: ['my-reports'] });
    },
  });
  return (
    <ReasonDialog
      title={t('inbox.reports.withdrawTitle', { businessKey })}
      text={t('inbox.reports.withdrawText')}
      reasonLabel={t('inbox.reports.reason')}
      submitLabel={t('inbox.reports.withdraw')}
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onSubmit={(reason) => withdraw.mutate(reason)}
      onClose={onClose}
    />
  );
}
