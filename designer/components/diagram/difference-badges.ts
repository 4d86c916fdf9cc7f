import type { Difference } from '../../../server/contract/index.js';
import type { ElementBadge } from './badge-overlay.js';

/** A ◇ on every element that differs from the standard. */
export function toDifferenceBadges(differences: readonly Difference[]): ElementBadge[] {
  const messages = new Map<string, string[]>();
  for (const { elementId, message } of differences) {
    messages.set(elementId, [...(messages.get(elementId) ?? []), message]);
  }
  return [...messages].map(([elementId, lines]) => ({
    elementId,
    kind: 'differs',
    text: lines.length > 1 ? String(lines.length) : '',
    title: lines.join('\n'),
  }));
}
