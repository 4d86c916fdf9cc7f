import {
  Group,
  isCheckboxEntryEdited,
  isSelectEntryEdited,
  isTextAreaEntryEdited,
  isTextFieldEntryEdited,
} from '@bpmn-io/properties-panel';
import type { BpmnFactory, ModelElement, Modeling } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import { toClockCommandGroup } from './clock-command-group.js';
import { toClockGroups } from './clock-group.js';
import { fieldGroups, type FieldGroup } from './field-groups.js';
import type { FieldKind } from './field-spec.js';
import { findPlace, isA } from './field-values.js';
import { toObstacleGroup } from './obstacle-group.js';
import { toGuidelineGroup } from './guideline-group.js';
import { toListenerGroups } from './listener-groups.js';
import { toIoGroups } from './io-groups.js';
import { joinGroups, lockStandardGroups, type PanelGroup } from './lock-groups.js';
import { FieldEntry } from './panel-entries.js';
import type { PanelWords } from './panel-words.js';
import { toStepInputGroup } from './step-input-group.js';

interface PropertiesPanel {
  registerProvider(priority: number, provider: object): void;
}

/** After the provider of BPMN itself, whose groups are kept, locked or left out here. */
const PRIORITY = 500;

const editedChecks: Record<FieldKind, (node: HTMLElement) => boolean> = {
  text: isTextFieldEntryEdited,
  number: isTextFieldEntryEdited,
  long: isTextAreaEntryEdited,
  switch: isCheckboxEntryEdited,
  select: isSelectEntryEdited,
  form: isSelectEntryEdited,
  decision: isSelectEntryEdited,
  step: isSelectEntryEdited,
  flow: isSelectEntryEdited,
};

/** Our groups of the properties panel. */
export class LemniscateProperties {
  static $inject = ['propertiesPanel', 'modeling', 'bpmnFactory', 'tailoringGuide', 'panelWords'];

  constructor(
    panel: PropertiesPanel,
    private readonly modeling: Modeling,
    private readonly bpmnFactory: BpmnFactory,
    private readonly guide: TailoringGuide,
    private readonly words: PanelWords,
  ) {
    panel.registerProvider(PRIORITY, this);
  }

  getGroups(element: ModelElement): (groups: PanelGroup[]) => PanelGroup[] {
    return (groups) => {
      const known = this.guide.isTailoring
        ? lockStandardGroups(groups, element, this.guide)
        : groups;
      return joinGroups(known, this.toOwnGroups(element));
    };
  }

  private toOwnGroups(element: ModelElement): PanelGroup[] {
    const context = {
      writer: { modeling: this.modeling, bpmnFactory: this.bpmnFactory },
      words: this.words,
      guide: this.guide,
    };
    return [
      toObstacleGroup(element, context),
      ...fieldGroups.map((group) => this.toFieldGroup(group, element)),
      toStepInputGroup(element, context),
      ...toIoGroups(element, context),
      ...toClockGroups(element, context),
      toClockCommandGroup(element, context),
      ...toListenerGroups(element, context),
      this.guide.isTailoring ? undefined : toGuidelineGroup(element, context),
    ].filter((group) => group !== undefined);
  }

  private toFieldGroup(
    { id, label, types, fields }: FieldGroup,
    element: ModelElement,
  ): PanelGroup | undefined {
    if (!isA(element, types)) return undefined;
    const entries = fields
      .filter(({ place }) => findPlace(element, place) !== undefined)
      .map((spec) => ({
        id: spec.id,
        element,
        spec,
        component: FieldEntry,
        isEdited: editedChecks[spec.kind],
      }));
    if (entries.length === 0) return undefined;
    return { id, label: this.words.label(label), component: Group, entries };
  }
}
