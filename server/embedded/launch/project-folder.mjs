import { fileURLToPath } from 'node:url';

/** The root of the checkout. The launch scripts run from their sources, never compiled. */
export const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));
