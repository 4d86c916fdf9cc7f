import { Text, Title } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelProblem } from '../../../../server/contract/index.js';
import { PageSkeleton } from '../../../components/page-states.js';
import { ProblemList } from '../problem-list.js';
import { TryPanel } from './try-panel.js';
import type { DecisionFiles } from './use-decision-files.js';
import type { DecisionFile } from './new-decisions.js';
import type { EditHistory } from './use-dmn-modeler.js';

const DecisionEditor = lazy(async () => {
  const editor = await import('./decision-editor.js');
  return { default: editor.DecisionEditor };
});

interface DecisionsViewProps {
  readonly file: DecisionFile;
  readonly decisions: DecisionFiles;
  readonly problems: readonly ModelProblem[];
  readonly onHistory: (history: EditHistory | undefined) => void;
}

/** One decision file of the draft: its editor, what is wrong with it, and a place to try it. */
export function DecisionsView({ file, decisions, problems, onHistory }: DecisionsViewProps) {
  const { t } = useTranslation();
  const own = useMemo(
    () => problems.filter((problem) => problem.file === file.name),
    [problems, file.name],
  );
  return (
    <div className="lem-modeler-body">
      <Suspense fallback={<PageSkeleton />}>
        <DecisionEditor
          key={file.name}
          file={file}
          onChange={(xml) => decisions.change(file.name, xml)}
          onHistory={onHistory}
        />
      </Suspense>
      <aside className="lem-modeler-side lem-decisions-side" aria-label={t('modeler.sideLabel')}>
        <TryPanel key={file.name} file={file} files={decisions.files} />
        <Title order={2} fz={14} px="md" pt="sm">
          {t('modeler.decisions.problems')}
        </Title>
        {own.length === 0 ? (
          <Text c="dimmed" px="md">
            {t('modeler.decisions.noProblems')}
          </Text>
        ) : (
          <ProblemList problems={own} onSelect={() => undefined} />
        )}
      </aside>
    </div>
  );
}
