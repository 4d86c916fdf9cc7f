import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createBadge, type ElementBadge } from '../../components/diagram/badge-overlay.js';
import type { Overlays } from '../../components/diagram/canvas-services.js';
import { toDifferenceBadges } from '../../components/diagram/difference-badges.js';
import type { Analysis } from './analyze-model.js';
import type { Registry } from './modeler-services.js';
import { drawGhosts } from './tailoring/draw-ghosts.js';
import type { TailoringGuide } from './tailoring/tailoring-guide.js';

interface CanvasMarks {
  readonly guide: TailoringGuide;
  readonly analysis: Analysis;
  readonly baseXml: string | undefined;
}

const positions = {
  differs: { top: -12, right: 14 },
  atRisk: { top: -12, left: -8 },
  error: { top: -12, left: -8 },
  lock: { bottom: 12, left: -8 },
} as const;

const isShown = (kind: ElementBadge['kind']): kind is keyof typeof positions => kind in positions;

function toProblemBadges(problems: Analysis['problems']): ElementBadge[] {
  const byElement = new Map<string, Analysis['problems'][number][]>();
  for (const problem of problems) {
    const { elementId } = problem;
    if (elementId !== undefined)
      byElement.set(elementId, [...(byElement.get(elementId) ?? []), problem]);
  }
  return [...byElement].map(([elementId, found]) => ({
    elementId,
    kind: found.some(({ severity }) => severity === 'error') ? 'error' : 'atRisk',
    text: String(found.length),
    title: found.map(({ message }) => message).join('\n'),
  }));
}

/** Locks, differences, problems and dropped steps on the canvas. */
export function useCanvasMarks(
  modeler: BpmnModeler | undefined,
  { guide, analysis, baseXml }: CanvasMarks,
): void {
  const { t } = useTranslation();
  const badges = useMemo(
    () => [...toDifferenceBadges(analysis.differences, t), ...toProblemBadges(analysis.problems)],
    [analysis, t],
  );
  useEffect(() => {
    if (modeler === undefined) return;
    const overlays = modeler.get<Overlays>('overlays');
    const registry = modeler.get<Registry>('elementRegistry');
    const locks: ElementBadge[] = registry
      .filter(
        ({ id, labelTarget, type }) =>
          labelTarget === undefined &&
          type !== 'bpmn:SequenceFlow' &&
          guide.findMandatory(id) !== undefined,
      )
      .map(({ id }) => ({
        elementId: id,
        kind: 'lock',
        text: '',
        title: guide.findMandatory(id)?.text ?? '',
      }));
    overlays.remove({ type: 'lem-mark' });
    for (const badge of [...locks, ...badges]) {
      if (!isShown(badge.kind) || registry.get(badge.elementId)?.parent === undefined) continue;
      overlays.add(badge.elementId, 'lem-mark', {
        html: createBadge(badge),
        position: positions[badge.kind],
        scale: { min: 0.7, max: 1 },
      });
    }
  }, [modeler, badges, guide]);
  useEffect(() => {
    if (modeler === undefined || baseXml === undefined) return undefined;
    const dropped = analysis.differences
      .filter(({ kind }) => kind === 'removed')
      .map(({ elementId }) => elementId);
    return drawGhosts(modeler, baseXml, dropped, (name) => t('modeler.tailoring.ghost', { name }));
  }, [modeler, analysis, baseXml, t]);
}
