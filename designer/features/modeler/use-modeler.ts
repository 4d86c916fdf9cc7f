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
        created.get<Canvas>('canvas').zoom('fit-viewport', 'auto');
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
