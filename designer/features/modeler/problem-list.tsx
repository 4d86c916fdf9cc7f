import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelProblem } from '../../../server/contract/index.js';
import { EmptyState } from '../../components/page-states.js';
import { StateBadge } from '../../components/state-badge.js';

interface ProblemListProps {
  readonly problems: readonly ModelProblem[];
  readonly onSelect: (elementId: string | undefined) => void;
}

/** What is wrong with the model; a line leads to its element. */
export function ProblemList({ problems, onSelect }: ProblemListProps) {
  const { t } = useTranslation();
  if (problems.length === 0)
    return <EmptyState title={t('modeler.problems.none')} text={t('modeler.problems.noneText')} />;
  return (
    <ul className="lem-lines">
      {problems.map((problem, index) => (
        <li key={`${index}:${problem.rule}:${problem.elementId ?? ''}`}>
          <UnstyledButton className="lem-line" onClick={() => onSelect(problem.elementId)}>
            <StateBadge
              kind={problem.severity === 'error' ? 'breached' : 'atRisk'}
              label={t(`modeler.problems.${problem.severity}`)}
            />
            <Text span fw={600}>
              {problem.elementName ?? problem.elementId ?? t('modeler.problems.model')}
            </Text>
            <Text span className="lem-line-text">
              {problem.message}
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
