import type { StateKind } from '../state-badge.js';

export interface ElementBadge {
  readonly elementId: string;
  readonly kind:
    | Extract<StateKind, 'information' | 'incident' | 'onTrack' | 'atRisk' | 'differs'>
    | 'lock'
    | 'error';
  readonly text: string;
  readonly title: string;
  readonly place?: 'left' | 'right';
}

const signs: Record<ElementBadge['kind'], string> = {
  information: '●',
  incident: '✱',
  onTrack: '✓',
  atRisk: '◆',
  differs: '◇',
  lock: '',
  error: '✕',
};

const SVG = 'http://www.w3.org/2000/svg';

/** A padlock; fonts don't always have one. */
function createLockSign(): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 14 14');
  svg.setAttribute('width', '11');
  svg.setAttribute('height', '11');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  path.setAttribute(
    'd',
    'M4 6V4.500a3 3 0 0 1 6 0V6h1v7H3V6zM5.500 6h3V4.500a1.500 1.500 0 0 0-3 0z',
  );
  svg.append(path);
  return svg;
}

/** A badge of sign and number for an overlay of the diagram. */
export function createBadge({ kind, text, title }: ElementBadge): HTMLElement {
  const badge = document.createElement('div');
  badge.className = `lem-badge lem-badge-${kind}`;
  badge.title = title;
  badge.textContent = text === '' ? signs[kind] : `${signs[kind]} ${text}`;
  if (kind === 'lock') badge.append(createLockSign());
  return badge;
}
