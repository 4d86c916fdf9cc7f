import type { Canvas } from './canvas-services.js';

/** Shapes at the border stay clear of the frame. */
const fitted = 0.94;

/** Shows the whole diagram. */
export function fitWithMargin(canvas: Canvas): void {
  canvas.zoom('fit-viewport', 'auto');
  canvas.zoom(canvas.zoom() * fitted, 'auto');
}
