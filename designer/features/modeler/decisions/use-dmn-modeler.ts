import DmnModeler, { type DmnView } from 'dmn-js/lib/Modeler';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { diagramColors } from '../../../components/diagram/diagram-colors.js';
import { readForEditor } from './editor-dialect.js';

/** A view of the file, the overview or one decision, as the tabs show it. */
export interface ShownView {
  readonly id: string;
  readonly name: string;
  readonly isOverview: boolean;
}

export interface UsedDmnModeler {
  readonly containerRef: RefObject<HTMLDivElement | null>;
  readonly views: readonly ShownView[];
  readonly activeId: string | undefined;
  readonly open: (id: string) => void;
  readonly history: EditHistory;
  readonly error: unknown;
}

export interface EditHistory {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
}

interface Canvas {
  scroll(delta: { dx: number; dy: number }): void;
}

interface CommandStack {
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
}

interface ViewState {
  readonly views: readonly ShownView[];
  readonly activeId: string | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

const nothing: ViewState = { views: [], activeId: undefined, canUndo: false, canRedo: false };

function toShown({ id, name, type }: DmnView): ShownView {
  return { id, name: name ?? id, isOverview: type === 'drd' };
}

/** The literal expressions' editor keeps a stack like the others; a view that is being opened has none yet. */
function stackOf(modeler: DmnModeler | undefined): CommandStack | undefined {
  return modeler?.getActiveViewer()?.get<CommandStack | undefined>('commandStack', false);
}

/** One editor per file: the first text counts, `onChange` is told each later one. */
export function useDmnModeler(xml: string, onChange: (xml: string) => void): UsedDmnModeler {
  const containerRef = useRef<HTMLDivElement>(null);
  const latest = useRef({ xml, onChange });
  latest.current.onChange = onChange;
  const modelerRef = useRef<DmnModeler>(undefined);
  const [state, setState] = useState<ViewState>(nothing);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const container = containerRef.current;
    if (container === null) return undefined;
    return openEditor(container, latest.current.xml, {
      onOpened: (modeler) => (modelerRef.current = modeler),
      onState: setState,
      onError: setError,
      onChange: (edited) => latest.current.onChange(edited),
    });
  }, []);

  const open = (id: string): void => {
    const modeler = modelerRef.current;
    const view = modeler?.getViews().find((each) => each.id === id);
    if (modeler && view) modeler.open(view).catch(setError);
  };
  const { views, activeId, canUndo, canRedo } = state;
  const history = {
    canUndo,
    canRedo,
    undo: () => stackOf(modelerRef.current)?.undo(),
    redo: () => stackOf(modelerRef.current)?.redo(),
  };
  return { containerRef, views, activeId, open, history, error };
}

const ROOM_FOR_NAME = { dx: 60, dy: 90 };

/** The overview begins below the box with the name of the file. */
function clearNameOfFile(modeler: DmnModeler): void {
  if (modeler.getActiveView()?.type !== 'drd') return;
  modeler.getActiveViewer()?.get<Canvas>('canvas').scroll(ROOM_FOR_NAME);
}

interface EditorListeners {
  readonly onOpened: (modeler: DmnModeler | undefined) => void;
  readonly onState: (state: ViewState) => void;
  readonly onError: (error: unknown) => void;
  readonly onChange: (xml: string) => void;
}

/** Opens the text in an editor in the container; answers what closes it again. */
function openEditor(container: HTMLElement, xml: string, listeners: EditorListeners): () => void {
  let file;
  try {
    file = readForEditor(xml);
  } catch (error) {
    listeners.onError(error);
    return () => undefined;
  }
  const { restore } = file;
  let isGone = false;
  const modeler = new DmnModeler({ container, drd: { drdRenderer: diagramColors } });
  const tell = (): void => {
    if (isGone) return;
    const stack = stackOf(modeler);
    listeners.onState({
      views: modeler.getViews().map(toShown),
      activeId: modeler.getActiveView()?.id,
      canUndo: stack?.canUndo() ?? false,
      canRedo: stack?.canRedo() ?? false,
    });
  };
  const save = (): void => {
    tell();
    void modeler.saveXML({ format: true }).then(({ xml: edited }) => {
      if (!isGone) listeners.onChange(restore(edited));
    });
  };
  modeler.on('views.changed', tell);
  modeler.on('viewer.created', ({ viewer }) => viewer.on('elements.changed', save));
  modeler.importXML(file.xml).then(
    () => {
      if (isGone) return;
      listeners.onOpened(modeler);
      clearNameOfFile(modeler);
      tell();
    },
    (error: unknown) => {
      if (!isGone) listeners.onError(error);
    },
  );
  return () => {
    isGone = true;
    listeners.onOpened(undefined);
    modeler.destroy();
  };
}
