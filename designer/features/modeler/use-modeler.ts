import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Canvas } from '../../components/diagram/canvas-services.js';
import { createModeler, type ModelerOptions } from './create-modeler.js';

interface UsedModeler {
  readonly canvasRef: RefObject<HTMLDivElement | null>;
  readonly panelRef: RefObject<HTMLDivElement | null>;
  /** Set once the model is on the canvas. */
  readonly modeler: BpmnModeler | undefined;
  readonly error: unknown;
}

const PALETTE_WIDTH = 124;
const MARGIN = 24;

/** Shows the whole diagram to the right of the palette. */
export function fitBesidePalette(canvas: Canvas): void {
  const { inner, outer } = canvas.viewbox();
  const room = { width: outer.width - PALETTE_WIDTH - MARGIN, height: outer.height - 2 * MARGIN };
  if (inner.width <= 0 || inner.height <= 0 || room.width <= 0 || room.height <= 0) return;
  const scale = Math.min(1, room.width / inner.width, room.height / inner.height);
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({
    x: inner.x - PALETTE_WIDTH / scale,
    y: inner.y - (height - inner.height) / 2,
    width,
    height,
  });
}

type OpeningOptions = Omit<ModelerOptions, 'container' | 'propertiesPanel'>;

/**
 * One modeler per mount. The first XML and options count: a modeler that was made anew on a change of props
 * would throw away what is drawn. In strict mode the first of two mounts is destroyed before it shows.
 */
export function useModeler(xml: string, options: OpeningOptions): UsedModeler {
  const canvasRef = useRef<HTMLDivElement>(null);
  const panelRef = useRef<HTMLDivElement>(null);
  const opening = useRef({ xml, options });
  const [modeler, setModeler] = useState<BpmnModeler>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const [container, propertiesPanel] = [canvasRef.current, panelRef.current];
    if (container === null || propertiesPanel === null) return undefined;
    let isGone = false;
    const created = createModeler({ ...opening.current.options, container, propertiesPanel });
    created.importXML(opening.current.xml).then(
      () => {
        if (isGone) return;
        fitBesidePalette(created.get<Canvas>('canvas'));
        setModeler(created);
      },
      (caught: unknown) => {
        if (!isGone) setError(caught);
      },
    );
    return () => {
      isGone = true;
      setModeler(undefined);
      created.destroy();
    };
  }, []);

  return { canvasRef, panelRef, modeler, error };
}
