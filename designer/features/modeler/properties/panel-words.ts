import type { TFunction } from 'i18next';

/** Texts of our groups, handed to the panel, which lives outside React. */
export interface PanelWords {
  readonly whyLocked: string;
  readonly setByStandard: string;
  readonly mayBe: string;
  readonly none: string;
  label(key: string): string;
}

export function createPanelWords(t: TFunction): PanelWords {
  return {
    whyLocked: t('modeler.tailoring.whyLocked'),
    setByStandard: t('modeler.tailoring.setByStandard'),
    mayBe: t('modeler.tailoring.mayBe'),
    none: t('modeler.panel.none'),
    label: (key) => t(`modeler.panel.${key as 'none'}`, { defaultValue: key }),
  };
}
