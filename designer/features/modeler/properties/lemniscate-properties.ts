import {
  Group,
  isSelectEntryEdited,
  isTextAreaEntryEdited,
  isTextFieldEntryEdited,
} from '@bpmn-io/properties-panel';
import type { BpmnFactory, ModelElement, Modeling } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import { toClockGroup } from './clock-group.js';
import {
  assignmentFields,
  callFields,
  formFields,
  jobFields,
  resultFields,
  scheduleFields,
  startFields,
  type FieldSpec,
} from './field-spec.js';
import { toGuidelineGroup } from './guideline-group.js';
import { lockStandardGroups, type PanelGroup } from './lock-groups.js';
import { ConditionEntry, ExtensionEntry, OwnPropertyEntry } from './panel-entries.js';
import type { PanelWords } from './panel-words.js';

interface PropertiesPanel {
  registerProvider(priority: number, provider: object): void;
}

/** After the provider of BPMN itself, whose groups are kept, locked or left out here. */
const PRIORITY = 500;

const isA = (element: ModelElement, ...types: string[]): boolean =>
  types.some((type) => element.businessObject.$instanceOf?.(type) === true);

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
      return [...known, ...this.toOwnGroups(element).filter((group) => group !== undefined)];
    };
  }

  private toOwnGroups(element: ModelElement): (PanelGroup | undefined)[] {
    const writer = { modeling: this.modeling, bpmnFactory: this.bpmnFactory };
    const isTimedHost =
      isA(element, 'bpmn:Activity', 'bpmn:Process') && !isA(element, 'bpmn:CallActivity');
    return [
      isA(element, 'bpmn:Process') ? this.toFieldGroup('start', startFields, element) : undefined,
      isA(element, 'bpmn:UserTask')
        ? this.toFieldGroup('assignment', assignmentFields, element)
        : undefined,
      isA(element, 'bpmn:UserTask')
        ? this.toFieldGroup('schedule', scheduleFields, element)
        : undefined,
      isA(element, 'bpmn:UserTask', 'bpmn:StartEvent')
        ? this.toFieldGroup('form', formFields, element)
        : undefined,
      isA(element, 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask')
        ? this.toFieldGroup('job', jobFields, element)
        : undefined,
      isA(element, 'bpmn:ScriptTask') ? this.toScriptGroup(element) : undefined,
      isA(element, 'bpmn:CallActivity') ? this.toCallGroup(element) : undefined,
      isA(element, 'bpmn:SequenceFlow') ? this.toConditionGroup(element) : undefined,
      isTimedHost ? toClockGroup(element, writer, this.words, this.guide) : undefined,
      this.guide.isTailoring ? undefined : toGuidelineGroup(element, writer, this.words),
    ];
  }

  private toFieldGroup(
    name: string,
    specs: readonly FieldSpec[],
    element: ModelElement,
  ): PanelGroup {
    const entries = specs.map((spec) => ({
      id: spec.id,
      element,
      spec,
      component: ExtensionEntry,
      isEdited: spec.kind === 'text' ? isTextFieldEntryEdited : isSelectEntryEdited,
    }));
    return {
      id: `lemniscate-${name}`,
      label: this.words.label(`${name}Group`),
      component: Group,
      entries,
    };
  }

  private toScriptGroup(element: ModelElement): PanelGroup {
    const script = {
      id: 'lemniscate-script',
      element,
      name: 'script',
      label: 'script',
      property: 'script',
      isLong: true,
      component: OwnPropertyEntry,
      isEdited: isTextAreaEntryEdited,
    };
    const fields = this.toFieldGroup('script', resultFields, element);
    return { ...fields, entries: [script, ...(fields.entries ?? [])] };
  }

  private toCallGroup(element: ModelElement): PanelGroup {
    const called = {
      id: 'lemniscate-called-element',
      element,
      name: 'calledElement',
      label: 'calledElement',
      property: 'call',
      isLong: false,
      component: OwnPropertyEntry,
      isEdited: isTextFieldEntryEdited,
    };
    const fields = this.toFieldGroup('call', callFields, element);
    return { ...fields, entries: [called, ...(fields.entries ?? [])] };
  }

  private toConditionGroup(element: ModelElement): PanelGroup {
    const entry = {
      id: 'lemniscate-condition',
      element,
      component: ConditionEntry,
      isEdited: isTextAreaEntryEdited,
    };
    return {
      id: 'lemniscate-condition-group',
      label: this.words.label('conditionGroup'),
      component: Group,
      entries: [entry],
    };
  }
}
