import type { TFunction } from 'i18next';
import type { Difference } from '../../../server/contract/index.js';
import { describeDifference } from '../difference-words.js';
import type { ElementBadge } from './badge-overlay.js';

/** A ◇ on every element that differs from the standard. */
export function toDifferenceBadges(
  differences: readonly Difference[],
  t: TFunction,
): ElementBadge[] {
  const messages = new Map<string, string[]>();
  for (const difference of differences) {
    const { elementId } = difference;
    const line = describeDifference(difference, t);
    messages.set(elementId, [...(messages.get(elementId) ?? []), line]);
  }
  return [...messages].map(([elementId, lines]) => ({
    elementId,
    kind: 'differs',
    text: lines.length > 1 ? String(lines.length) : '',
    title: lines.join('\n'),
  }));
}
