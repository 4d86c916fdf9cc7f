import BpmnModeler from 'bpmn-js/lib/Modeler';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule } from 'bpmn-js-properties-panel';
import extension from '../../../engine/extensions/moddle.json';
import { diagramColors } from '../../components/diagram/diagram-colors.js';
import type { DecisionCatalogue } from './decision-catalogue.js';
import { LemniscateProperties } from './properties/lemniscate-properties.js';
import type { PanelWords } from './properties/panel-words.js';
import type { TailoringGuide } from './tailoring/tailoring-guide.js';
import { TailoringKeys, TailoringPads } from './tailoring/tailoring-pads.js';
import { TailoringRules } from './tailoring/tailoring-rules.js';

export interface ModelerOptions {
  readonly container: HTMLElement;
  readonly propertiesPanel: HTMLElement;
  readonly guide: TailoringGuide;
  readonly formIds: readonly string[];
  readonly decisionCatalogue: DecisionCatalogue;
  readonly words: PanelWords;
}

/** A bpmn-js modeler with our properties, and with the rules of tailoring where a standard is tailored. */
export function createModeler({
  container,
  propertiesPanel,
  guide,
  formIds,
  decisionCatalogue,
  words,
}: ModelerOptions): BpmnModeler {
  const properties = {
    __init__: ['lemniscateProperties'],
    lemniscateProperties: ['type', LemniscateProperties],
    tailoringGuide: ['value', guide],
    formCatalogue: ['value', { formIds }],
    decisionCatalogue: ['value', decisionCatalogue],
    panelWords: ['value', words],
    tailoringWords: ['value', { why: words.whyLocked }],
  };
  const tailoring = {
    __init__: ['tailoringRules', 'tailoringPads', 'tailoringKeys'],
    tailoringRules: ['type', TailoringRules],
    tailoringPads: ['type', TailoringPads],
    tailoringKeys: ['type', TailoringKeys],
  };
  return new BpmnModeler({
    container,
    propertiesPanel: { parent: propertiesPanel },
    bpmnRenderer: diagramColors,
    moddleExtensions: { lemniscate: extension },
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      CreateAppendAnythingModule,
      properties,
      ...(guide.isTailoring ? [tailoring] : []),
    ],
  });
}
