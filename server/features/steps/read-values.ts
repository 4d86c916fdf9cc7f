import type { JsonValue } from '../../../engine/index.js';
import type { TemplateValues } from '../notifications/template-reader.js';
import { StepRefused } from './errors.js';

/** The values of a template. */
export function readValues(values: JsonValue | undefined, elementId: string): TemplateValues {
  if (values === undefined) return {};
  if (typeof values === 'object' && values !== null && !Array.isArray(values))
    return values as TemplateValues;
  throw new StepRefused(
    'InvalidInput',
    `At element '${elementId}': expected a context for input 'values', but got a ${typeof values}.`,
  );
}
