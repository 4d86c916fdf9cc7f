import { localStorageColorSchemeManager } from '@mantine/core';

/** Remembers light, dark or system on this device; the server remembers it for the person. */
export const colorSchemeStorage = localStorageColorSchemeManager({
  key: 'lemniscate-color-scheme',
});
