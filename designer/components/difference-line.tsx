import { useTranslation } from 'react-i18next';
import type { Difference, Verdict } from '../../server/contract/index.js';
import { describeDifference } from './difference-words.js';
import { formatValue } from './format-value.js';
import { StateShape, type StateKind } from './state-badge.js';
import classes from './difference-line.module.css';

const kinds: Record<Verdict, StateKind> = {
  allowed: 'onTrack',
  needsReason: 'atRisk',
  needsWaiver: 'paused',
  forbidden: 'breached',
};

export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  return (
    <span className={classes['verdict']} data-verdict={verdict}>
      <StateShape kind={kinds[verdict]} size={10} />
      {t(`modeler.verdicts.${verdict}`)}
    </span>
  );
}

const isShort = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) && String(value).length <= 60;

/** One line of what differs from the standard, with its verdict. */
export function DifferenceLine({ difference }: { readonly difference: Difference }) {
  const { t } = useTranslation();
  const { before, after, verdict } = difference;
  const showsValues = isShort(before) || isShort(after);
  return (
    <div className={classes['line']}>
      <div className={classes['head']}>
        <StateShape kind="differs" />
        <span className={classes['message']}>{describeDifference(difference, t)}</span>
        <VerdictBadge verdict={verdict} />
      </div>
      {showsValues && (
        <div className={classes['values']}>
          <del>{isShort(before) ? formatValue(before) : '—'}</del> →{' '}
          <ins>{isShort(after) ? formatValue(after) : '—'}</ins>
        </div>
      )}
    </div>
  );
}
