import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DeploymentResult, Draft } from '../../../server/contract/index.js';
import { describeError } from '../../api/describe-error.js';
import { describeScope } from '../../components/describe-scope.js';
import { DifferenceLine } from '../../components/difference-line.js';
import type { Analysis } from './analyze-model.js';
import type { DraftSaving } from './use-draft-saving.js';
import { useNotify } from '../../components/use-notify.js';

interface DeployDialogProps {
  readonly draft: Draft;
  readonly saving: DraftSaving;
  readonly analysis: Analysis;
  /** The model has changed since it was analyzed: wait for the answer. */
  readonly isAnalysisStale: boolean;
  readonly onClose: () => void;
}

/** Says what deploying will touch, then deploys and goes to the new version. */
export function DeployDialog({
  draft,
  saving,
  analysis,
  isAnalysisStale,
  onClose,
}: DeployDialogProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const navigate = useNavigate();
  const { name } = draft;
  const { deploy } = saving;
  const done = ({ processDefinitions }: DeploymentResult): void => {
    const [deployed] = processDefinitions;
    onClose();
    if (deployed === undefined) return;
    const { version, isUnchanged, processDefinitionKey } = deployed;
    notify(t(isUnchanged ? 'modeler.unchangedToast' : 'modeler.deployedToast', { name, version }));
    void navigate({ to: '/processes/$processDefinitionKey', params: { processDefinitionKey } });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('modeler.deployTitle', { name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Text>{t('modeler.deployText', { scope: describeScope(draft.scope, t) })}</Text>
        {analysis.differences.length > 0 && (
          <>
            <Text fw={600}>
              {t('modeler.deployDifferences', { count: analysis.differences.length })}
            </Text>
            {analysis.differences.map((difference) => (
              <div key={difference.differenceId}>
                <DifferenceLine difference={difference} />
                {difference.reason !== undefined && (
                  <Text fz="sm" c="dimmed" pl="lg">
                    {difference.reason}
                  </Text>
                )}
              </div>
            ))}
          </>
        )}
        {deploy.isError && (
          <Alert color="red" role="alert" title={t('errors.title')}>
            {describeError(deploy.error, t)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button
            loading={deploy.isPending || isAnalysisStale}
            disabled={!analysis.isDeployable}
            onClick={() => deploy.mutate(undefined, { onSuccess: done })}
          >
            {t('modeler.deploy')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
