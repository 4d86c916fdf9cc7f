import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../server/contract/index.js';
import { describeScope } from '../../components/describe-scope.js';
import { formatTimeOfDay } from '../../components/format-time.js';
import { StateBadge } from '../../components/state-badge.js';
import { useCan, useSession } from '../../session/session-context.js';
import type { Analysis } from './analyze-model.js';
import type { EditHistory } from './decisions/use-dmn-modeler.js';
import { DeployDialog } from './deploy-dialog.js';
import type { SideTab } from './modeler-side.js';
import type { DraftSaving } from './use-draft-saving.js';
import { useNotify } from '../../components/use-notify.js';

interface ModelerBarProps {
  readonly draft: Draft;
  readonly history: EditHistory;
  readonly saving: DraftSaving;
  readonly analysis: Analysis;
  readonly isAnalysisStale: boolean;
  readonly onShow: (tab: SideTab) => void;
}

function SaveState({ saving }: { readonly saving: DraftSaving }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { saved } = saving;
  const time = formatTimeOfDay(saved.at, session.person);
  const text = saving.save.isPending
    ? t('modeler.saving')
    : saving.isDirty
      ? t('modeler.unsaved')
      : t('modeler.saved', { time, version: saved.version });
  return (
    <Text fz="sm" c="dimmed" role="status">
      {text}
    </Text>
  );
}

/** Why the draft can't be deployed, each part a way to the list that tells more. */
function Blockers({ analysis, onShow }: Pick<ModelerBarProps, 'analysis' | 'onShow'>) {
  const { t } = useTranslation();
  const errors = analysis.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <Group gap="xs" id="deploy-blockers">
      {errors > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => onShow('problems')}>
          <StateBadge kind="breached" label={t('modeler.blockedProblems', { count: errors })} />
        </Button>
      )}
      {analysis.blockers.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => onShow('differences')}>
          <StateBadge
            kind="differs"
            label={t('modeler.blockedDifferences', { count: analysis.blockers.length })}
          />
        </Button>
      )}
    </Group>
  );
}

export function ModelerBar({
  draft,
  history,
  saving,
  analysis,
  isAnalysisStale,
  onShow,
}: ModelerBarProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const canDeploy = useCan('deploy', 'ProcessDefinition');
  const [isDeploying, setIsDeploying] = useState(false);
  const { basedOn } = draft;
  const check = (): void =>
    saving.check.mutate(undefined, {
      onSuccess: ({ isDeployable, problems }) => {
        notify(t(isDeployable ? 'modeler.checkedFine' : 'modeler.checkedBlocked'));
        if (!isDeployable)
          onShow(problems.length > 0 || !draft.isTailored ? 'problems' : 'differences');
      },
    });
  return (
    <header className="lem-modeler-bar">
      <div className="lem-modeler-title">
        <h1>{draft.name}</h1>
        {basedOn !== undefined && (
          <Text fz="sm" c="dimmed">
            {t('modeler.tailoring.basedOn', {
              name: basedOn.name,
              version: basedOn.version,
              scope: describeScope(draft.scope, t),
            })}
          </Text>
        )}
      </div>
      <Tooltip label={t('modeler.undo')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('modeler.undo')}
          disabled={!history.canUndo}
          onClick={history.undo}
        >
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('modeler.redo')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('modeler.redo')}
          disabled={!history.canRedo}
          onClick={history.redo}
        >
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
      <SaveState saving={saving} />
      <Group gap="sm" ml="auto">
        <Blockers analysis={analysis} onShow={onShow} />
        <Button
          variant="default"
          onClick={() => saving.save.mutate()}
          loading={saving.save.isPending}
          disabled={!saving.isDirty}
        >
          {t('modeler.save')}
        </Button>
        <Button variant="default" onClick={check} loading={saving.check.isPending}>
          {t('modeler.check')}
        </Button>
        {canDeploy && (
          <Button
            onClick={() => setIsDeploying(true)}
            disabled={!analysis.isDeployable}
            aria-describedby="deploy-blockers"
          >
            {t('modeler.deploy')}
          </Button>
        )}
      </Group>
      {isDeploying && (
        <DeployDialog
          draft={draft}
          saving={saving}
          analysis={analysis}
          isAnalysisStale={isAnalysisStale}
          onClose={() => setIsDeploying(false)}
        />
      )}
    </header>
  );
}
