import type { StateKind } from '../state-badge.js';

export interface ElementBadge {
  readonly elementId: string;
  readonly kind: Extract<StateKind, 'information' | 'incident' | 'onTrack' | 'differs'> | 'lock' | 'error';
  readonly text: string;
  readonly title: string;
  readonly place?: 'left' | 'right';
}

const signs: Record<ElementBadge['kind'], string> = {
  information: '●',
  incident: '✱',
  onTrack: '✓',
  differs: '◇',
  lock: '\u{1F512}\u{FE0E}',
  error: '✕',
};

/** A badge of sign and number for an overlay of the diagram. */
export function createBadge({ kind, text, title }: ElementBadge): HTMLElement {
  const badge = document.createElement('div');
  badge.className = `lem-badge lem-badge-${kind}`;
  badge.title = title;
  badge.textContent = text === '' ? signs[kind] : `${signs[kind]} ${text}`;
  return badge;
}
