import type { TFunction } from 'i18next';
import type { ElementInstances } from '../../../server/contract/index.js';
import type { ElementBadge } from './badge-overlay.js';
import type { ElementMarker } from './diagram-view.js';

export interface DrawnStates {
  readonly markers: readonly ElementMarker[];
  readonly badges: readonly ElementBadge[];
}

const nothing: DrawnStates = { markers: [], badges: [] };

/** How many tokens are at an element; of one that repeats, also how many are through. */
function describeTokens(count: number, completed: number, t: TFunction): string {
  const active = t('operations.badges.active', { count });
  return completed === 0
    ? active
    : t('operations.badges.activeAndCompleted', { active, count: completed });
}

/** The path an instance has taken and where its tokens are. */
export function toInstanceMarkers(states: ElementInstances | undefined, t: TFunction): DrawnStates {
  if (states === undefined) return nothing;
  const markers: ElementMarker[] = states.takenFlows.map(({ flowId }) => ({
    elementId: flowId,
    marker: 'lem-taken',
  }));
  const badges: ElementBadge[] = [];
  for (const { elementId, active, completed, incidents } of states.elements) {
    if (incidents > 0) {
      markers.push({ elementId, marker: 'lem-incident' });
      badges.push({
        elementId,
        kind: 'incident',
        text: String(incidents),
        title: t('operations.badges.incidents', { count: incidents }),
        place: 'left',
      });
    }
    if (active > 0) {
      markers.push({ elementId, marker: 'lem-active' });
      badges.push({
        elementId,
        kind: 'information',
        text: String(active),
        title: describeTokens(active, completed, t),
      });
    } else if (completed > 0) {
      markers.push({ elementId, marker: 'lem-completed' });
    }
  }
  return { markers, badges };
}
