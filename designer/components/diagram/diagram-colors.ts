/** The diagram reads the theme's variables, so that it follows light and dark without being drawn again. */
export const diagramColors = {
  defaultFillColor: 'var(--lem-surface)',
  defaultStrokeColor: 'var(--lem-text)',
  defaultLabelColor: 'var(--lem-text)',
} as const;
