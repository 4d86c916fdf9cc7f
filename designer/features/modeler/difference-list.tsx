import { Text, Textarea, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../server/contract/index.js';
import { DifferenceLine } from '../../components/difference-line.js';
import { EmptyState } from '../../components/page-states.js';
import type { Analysis } from './analyze-model.js';

interface DifferenceListProps {
  readonly analysis: Analysis;
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReasons: (reasons: Readonly<Record<string, string>>) => void;
  readonly onSelect: (elementId: string | undefined) => void;
}

function Advice({ difference }: { readonly difference: Difference }) {
  const { t } = useTranslation();
  const { verdict, guidelineId } = difference;
  return (
    <>
      {guidelineId !== undefined && (
        <Text fz="xs" c="dimmed">
          {t('modeler.differences.guideline', { id: guidelineId })}
        </Text>
      )}
      {verdict === 'needsWaiver' && <Text fz="sm">{t('modeler.differences.waiver')}</Text>}
      {verdict === 'forbidden' && <Text fz="sm">{t('modeler.differences.forbidden')}</Text>}
    </>
  );
}

/** Every difference to the standard with its verdict, and the reason where one is asked for. */
export function DifferenceList({ analysis, reasons, onReasons, onSelect }: DifferenceListProps) {
  const { t } = useTranslation();
  if (analysis.differences.length === 0) {
    return (
      <EmptyState title={t('modeler.differences.none')} text={t('modeler.differences.noneText')} />
    );
  }
  const setReason = (differenceId: string, text: string): void => {
    const { [differenceId]: _before, ...others } = reasons;
    onReasons(text === '' ? others : { ...others, [differenceId]: text });
  };
  return (
    <ul className="lem-lines">
      {analysis.differences.map((difference) => (
        <li key={difference.differenceId} className="lem-difference">
          <UnstyledButton className="lem-line" onClick={() => onSelect(difference.elementId)}>
            <DifferenceLine difference={difference} />
          </UnstyledButton>
          <Advice difference={difference} />
          {difference.isReasonRequired && (
            <Textarea
              size="xs"
              autosize
              minRows={1}
              maxLength={2000}
              aria-label={t('modeler.differences.reasonFor', { message: difference.message })}
              placeholder={t('modeler.differences.reasonRequired')}
              value={reasons[difference.differenceId] ?? ''}
              onChange={(event) => setReason(difference.differenceId, event.currentTarget.value)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
