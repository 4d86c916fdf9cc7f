import type { i18n } from 'i18next';
import { getI18n } from 'react-i18next';

export async function addLateTexts(translator: i18n): Promise<void> {
  const { enLate } = await import('./en-late.js');
  translator.addResourceBundle('en', 'translation', enLate, true, false);
}

/** A lazily loaded page together with the texts it needs besides those of the frame. */
export async function withLateTexts<Page>(page: Promise<Page>): Promise<Page> {
  const [loaded] = await Promise.all([page, addLateTexts(getI18n())]);
  return loaded;
}
