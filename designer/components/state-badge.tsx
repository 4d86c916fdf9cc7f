import { useTranslation } from 'react-i18next';
import classes from './state-badge.module.css';

export const stateKinds = [
  'onTrack',
  'atRisk',
  'breached',
  'paused',
  'incident',
  'information',
  'differs',
  'quiet',
] as const;
export type StateKind = (typeof stateKinds)[number];

const shapes: Record<StateKind, string> = {
  onTrack: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2z',
  atRisk: 'M7 1l6 6-6 6-6-6z',
  breached: 'M7 1.5l6 11H1z',
  paused: 'M3 2h3v10H3zM8 2h3v10H8z',
  incident:
    'M6 1h2v4l3.5-2 1 1.7L9 6.800l3.500 2.100-1 1.700L8 8.600V13H6V8.600l-3.500 2-1-1.700L5 6.800 1.500 4.700l1-1.700L6 5z',
  information: 'M2 2h10v10H2z',
  differs: 'M7 1l6 6-6 6-6-6zM7 4L4 7l3 3 3-3z',
  quiet:
    'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM7 4.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600z',
};

/** A state's own shape; color is only the third sign after shape and word. */
export function StateShape({
  kind,
  size = 12,
}: {
  readonly kind: StateKind;
  readonly size?: number;
}) {
  return (
    <svg
      viewBox="0 0 14 14"
      width={size}
      height={size}
      className={classes['shape']}
      data-kind={kind}
      aria-hidden="true"
    >
      <path d={shapes[kind]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}

interface StateBadgeProps {
  readonly kind: StateKind;
  readonly label: string;
  readonly title?: string | undefined;
}

export function StateBadge({ kind, label, title }: StateBadgeProps) {
  return (
    <span className={classes['badge']} data-kind={kind} title={title}>
      <StateShape kind={kind} />
      {label}
    </span>
  );
}

const instanceKinds = {
  active: 'information',
  completed: 'onTrack',
  canceled: 'quiet',
  failed: 'incident',
} as const;

interface InstanceStateBadgeProps {
  readonly state: keyof typeof instanceKinds;
  readonly isSuspended: boolean;
}

export function InstanceStateBadge({ state, isSuspended }: InstanceStateBadgeProps) {
  const { t } = useTranslation();
  if (isSuspended) return <StateBadge kind="paused" label={t('states.suspended')} />;
  return <StateBadge kind={instanceKinds[state]} label={t(`states.${state}`)} />;
}
