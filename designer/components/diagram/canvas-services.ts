/** The part of diagram-js that the read-only views use. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DiagramElement extends Partial<Box> {
  readonly id: string;
  readonly type: string;
  readonly businessObject: { readonly id: string; readonly name?: string };
}

export interface Canvas {
  zoom(level?: number | 'fit-viewport', center?: 'auto'): number;
  viewbox(box?: Box): Box & {
    readonly inner: Box;
    readonly outer: { readonly width: number; readonly height: number };
  };
  addMarker(elementId: string, marker: string): void;
  removeMarker(elementId: string, marker: string): void;
  scrollToElement(elementId: string, padding?: number): void;
  resized(): void;
}

export interface Overlays {
  add(elementId: string, type: string, overlay: OverlayOptions): string;
  remove(filter: { readonly type: string }): void;
}

export interface OverlayOptions {
  readonly html: HTMLElement;
  readonly position: {
    readonly top?: number;
    readonly bottom?: number;
    readonly left?: number;
    readonly right?: number;
  };
  readonly scale?: { readonly min: number; readonly max: number };
}

export interface ElementRegistry {
  get(elementId: string): DiagramElement | undefined;
  filter(accept: (element: DiagramElement) => boolean): DiagramElement[];
}

export interface ClickEvent {
  readonly element: DiagramElement;
}
