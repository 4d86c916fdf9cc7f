import { stepDescriptors, type StepDescriptor } from '../../../../server/contract/index.js';
import type { ModelElement } from '../modeler-services.js';
import { findExtension, readText } from './extension-values.js';
import { isA } from './field-values.js';

/** Elements whose work can be a step of the catalogue. */
export const stepTypes = ['bpmn:ServiceTask', 'bpmn:SendTask'];

/** The step that an element carries out, if it is one of the catalogue. */
export function findStep(element: ModelElement): StepDescriptor | undefined {
  if (!isA(element, stepTypes)) return undefined;
  const job = findExtension(element.businessObject, 'lemniscate:Job');
  const isElsewhere = ['worker', 'taskQueue'].some((name) => readText(job, name) !== undefined);
  const type = readText(job, 'type');
  return isElsewhere ? undefined : stepDescriptors.find((step) => step.type === type);
}
