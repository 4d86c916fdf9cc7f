import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './diagram.css';
import { Skeleton } from '@mantine/core';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../page-states.js';
import { createBadge, type ElementBadge } from './badge-overlay.js';
import type { Canvas, ClickEvent, ElementRegistry, Overlays } from './canvas-services.js';
import { diagramColors } from './diagram-colors.js';
import { fitWithMargin } from './fit-with-margin.js';
import { ZoomControls } from './zoom-controls.js';

export interface ElementMarker {
  readonly elementId: string;
  readonly marker: 'lem-taken' | 'lem-active' | 'lem-completed' | 'lem-incident' | 'lem-focus';
}

interface DiagramViewProps {
  readonly xml: string;
  readonly label: string;
  readonly markers?: readonly ElementMarker[];
  readonly badges?: readonly ElementBadge[];
  readonly focusElementId?: string | undefined;
  readonly onElementClick?: (elementId: string) => void;
}

const noMarkers: readonly ElementMarker[] = [];
const noBadges: readonly ElementBadge[] = [];
const BADGE = 'lem-badge';
const FOCUS_ZOOM = 0.8;

function useViewer(xml: string, onElementClick: DiagramViewProps['onElementClick']) {
  const container = useRef<HTMLDivElement>(null);
  const clicked = useRef(onElementClick);
  const [viewer, setViewer] = useState<NavigatedViewer>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    clicked.current = onElementClick;
  });
  useEffect(() => {
    if (container.current === null) return undefined;
    let isGone = false;
    const created = new NavigatedViewer({
      container: container.current,
      bpmnRenderer: diagramColors,
    });
    created.importXML(xml).then(
      () => {
        if (isGone) return;
        fitWithMargin(created.get<Canvas>('canvas'));
        created.on('element.click', ({ element }: ClickEvent) => clicked.current?.(element.id));
        setViewer(created);
      },
      (caught: unknown) => {
        if (!isGone) setError(caught);
      },
    );
    return () => {
      isGone = true;
      setViewer(undefined);
      created.destroy();
    };
  }, [xml]);
  return { container, viewer, error };
}

function useMarkers(viewer: NavigatedViewer | undefined, markers: readonly ElementMarker[]): void {
  useEffect(() => {
    if (viewer === undefined) return undefined;
    const canvas = viewer.get<Canvas>('canvas');
    const registry = viewer.get<ElementRegistry>('elementRegistry');
    const known = markers.filter(({ elementId }) => registry.get(elementId) !== undefined);
    for (const { elementId, marker } of known) canvas.addMarker(elementId, marker);
    return () => {
      for (const { elementId, marker } of known) {
        if (registry.get(elementId) !== undefined) canvas.removeMarker(elementId, marker);
      }
    };
  }, [viewer, markers]);
}

function useBadges(viewer: NavigatedViewer | undefined, badges: readonly ElementBadge[]): void {
  useEffect(() => {
    if (viewer === undefined) return;
    const overlays = viewer.get<Overlays>('overlays');
    const registry = viewer.get<ElementRegistry>('elementRegistry');
    overlays.remove({ type: BADGE });
    for (const badge of badges) {
      if (registry.get(badge.elementId) === undefined) continue;
      overlays.add(badge.elementId, BADGE, {
        html: createBadge(badge),
        position: badge.place === 'left' ? { top: -12, left: -10 } : { top: -12, right: 14 },
        scale: { min: 0.8, max: 1 },
      });
    }
  }, [viewer, badges]);
}

/** A read-only diagram with states drawn on it. The same facts always stand in a list or table beside it. */
export function DiagramView({
  xml,
  label,
  markers = noMarkers,
  badges = noBadges,
  focusElementId,
  onElementClick,
}: DiagramViewProps) {
  const { t } = useTranslation();
  const { container, viewer, error } = useViewer(xml, onElementClick);
  useMarkers(viewer, markers);
  useBadges(viewer, badges);
  useEffect(() => {
    if (viewer === undefined || focusElementId === undefined) return;
    const element = viewer.get<ElementRegistry>('elementRegistry').get(focusElementId);
    if (element?.x === undefined || element.y === undefined) return;
    const canvas = viewer.get<Canvas>('canvas');
    const { outer } = canvas.viewbox();
    const [width, height] = [outer.width / FOCUS_ZOOM, outer.height / FOCUS_ZOOM];
    const x = element.x + (element.width ?? 0) / 2 - width / 2;
    const y = element.y + (element.height ?? 0) / 2 - height / 2;
    canvas.viewbox({ x, y, width, height });
  }, [viewer, focusElementId]);
  if (error !== undefined) return <ErrorState error={error} />;
  return (
    <div className="lem-diagram" role="group" aria-label={label}>
      {viewer === undefined && <Skeleton h="100%" aria-hidden="true" />}
      <div ref={container} className="lem-canvas" />
      {viewer !== undefined && (
        <ZoomControls
          label={t('processes.diagram.zoom')}
          onZoom={(factor) => {
            const canvas = viewer.get<Canvas>('canvas');
            canvas.zoom(canvas.zoom() * factor, 'auto');
          }}
          onFit={() => {
            fitWithMargin(viewer.get<Canvas>('canvas'));
          }}
        />
      )}
    </div>
  );
}
