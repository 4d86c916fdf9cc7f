import { Text, Textarea, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DifferenceLine } from '../../components/difference-line.js';
import { describeConsequence, describeDifference } from '../../components/difference-words.js';
import { EmptyState } from '../../components/page-states.js';
import { StateShape } from '../../components/state-badge.js';
import type { Analysis, AnalyzedDifference, Notice } from './analyze-model.js';

interface DifferenceListProps {
  readonly analysis: Analysis;
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReasons: (reasons: Readonly<Record<string, string>>) => void;
  readonly onSelect: (elementId: string | undefined) => void;
}

function Advice({ difference }: { readonly difference: AnalyzedDifference }) {
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

interface ConsequencesProps {
  readonly difference: AnalyzedDifference;
  readonly onSelect: (elementId: string | undefined) => void;
}

/** Changes that follow from a difference, folded away. */
function Consequences({ difference: { consequences }, onSelect }: ConsequencesProps) {
  const { t } = useTranslation();
  if (consequences.length === 0) return null;
  return (
    <details className="lem-consequences">
      <summary>{t('modeler.differences.consequences', { count: consequences.length })}</summary>
      <ul>
        {consequences.map((one, index) => (
          <li key={index}>
            <UnstyledButton fz="xs" onClick={() => onSelect(one.elementId)}>
              {describeConsequence(one, t)}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface NoticesProps {
  readonly notices: readonly Notice[];
  readonly onSelect: (elementId: string | undefined) => void;
}

function Notices({ notices, onSelect }: NoticesProps) {
  const { t } = useTranslation();
  if (notices.length === 0) return null;
  return (
    <ul className="lem-lines" aria-label={t('modeler.differences.notices')}>
      {notices.map((notice) => (
        <li key={`${notice.rule}:${notice.elementId}`} className="lem-notice">
          <StateShape kind="information" size={10} />
          <UnstyledButton fz="sm" onClick={() => onSelect(notice.elementId)}>
            {describeDifference(notice, t)}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

/** Every difference to the standard with its verdict, and the reason where one is asked for. */
export function DifferenceList({ analysis, reasons, onReasons, onSelect }: DifferenceListProps) {
  const { t } = useTranslation();
  if (analysis.differences.length === 0) {
    return (
      <>
        <Notices notices={analysis.notices} onSelect={onSelect} />
        <EmptyState
          title={t('modeler.differences.none')}
          text={t('modeler.differences.noneText')}
        />
      </>
    );
  }
  const setReason = (differenceId: string, text: string): void => {
    const { [differenceId]: _before, ...others } = reasons;
    onReasons(text === '' ? others : { ...others, [differenceId]: text });
  };
  return (
    <>
      <Notices notices={analysis.notices} onSelect={onSelect} />
      <ul className="lem-lines">
        {analysis.differences.map((difference) => (
          <li key={difference.differenceId} className="lem-difference">
            <UnstyledButton className="lem-line" onClick={() => onSelect(difference.elementId)}>
              <DifferenceLine difference={difference} />
            </UnstyledButton>
            <Advice difference={difference} />
            <Consequences difference={difference} onSelect={onSelect} />
            {difference.isReasonRequired && (
              <Textarea
                size="xs"
                autosize
                minRows={1}
                maxLength={2000}
                aria-label={t('modeler.differences.reasonFor', {
                  message: describeDifference(difference, t),
                })}
                placeholder={t('modeler.differences.reasonRequired')}
                value={reasons[difference.differenceId] ?? ''}
                onChange={(event) => setReason(difference.differenceId, event.currentTarget.value)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
