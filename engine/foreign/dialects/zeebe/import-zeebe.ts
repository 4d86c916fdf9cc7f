import type { Place } from '../../place.js';
import { importCalledElement } from './import-called-element.js';
import { importMapping } from './import-io-mapping.js';
import { importForm, importProcess, importUserTask } from './import-people.js';
import {
  importAdHoc,
  importCalledDecision,
  importLoop,
  importScript,
  importSubscription,
  importTask,
} from './import-work.js';

const importers = new Map<string, readonly ((place: Place) => void)[]>(
  Object.entries({
    process: [importProcess],
    startEvent: [importForm],
    userTask: [importUserTask, importForm],
    scriptTask: [importScript],
    businessRuleTask: [importCalledDecision],
    callActivity: [importCalledElement],
    adHocSubProcess: [importAdHoc],
    multiInstanceLoopCharacteristics: [importLoop],
    message: [importSubscription],
  }),
);

/** What Camunda 8 has written at an element of BPMN. */
export function importZeebe(place: Place): void {
  if (!place.facts.has('zeebe')) return;
  importMapping(place);
  importTask(place);
  (importers.get(place.local) ?? []).forEach((run) => run(place));
}
