import type { TFunction } from 'i18next';

/** Texts of our groups, handed to the panel, which lives outside React. */
export interface PanelWords {
  readonly whyLocked: string;
  readonly setByStandard: string;
  readonly mayBe: string;
  readonly none: string;
  readonly wholeNumber: string;
  label(key: string, values?: Readonly<Record<string, string>>): string;
}

export function createPanelWords(t: TFunction): PanelWords {
  return {
    whyLocked: t('modeler.tailoring.whyLocked'),
    setByStandard: t('modeler.tailoring.setByStandard'),
    mayBe: t('modeler.tailoring.mayBe'),
    none: t('modeler.panel.none'),
    wholeNumber: t('modeler.panel.wholeNumber'),
    label: (key, values = {}) =>
      t(`modeler.panel.${key as 'none'}`, { ...values, defaultValue: key }),
  };
}
