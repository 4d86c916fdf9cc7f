import { isPlainName, type JuelNames } from './juel/write-feel.js';
import { type KnownTool, knownTool } from '../parser/foreign-tools.js';
import { bpmnNamespace, diagramNamespace } from './namespaces.js';
import { ExtensionPlan } from './own-extensions.js';
import { Place } from './place.js';
import type { ForeignFile, ImportEntry } from './report.js';
import {
  childElements,
  localNameOf,
  namespaceAt,
  namespaceOf,
  prefixOf,
  readAttribute,
  readForeignAttribute,
  type XmlElement,
} from './xml/xml-node.js';

/** A form that is given beside the models, or written for one of them. */
export interface KnownForm {
  readonly formId: string;
  readonly file: string;
}

/** What lies beside a model. */
export interface Beside {
  readonly forms: readonly KnownForm[];
  /** Of each decision, what it is known to give. */
  readonly decisions: ReadonlyMap<string, DecisionShape>;
}

/** What is known of the result of a decision by looking at its table. */
export interface DecisionShape {
  readonly outputs: readonly string[];
  readonly isList: boolean;
}

/** What all expressions of the Camunda family know by other names. */
const loopNames: readonly (readonly [string, string])[] = [
  ['nrOfInstances', 'numberOfInstances'],
  ['nrOfActiveInstances', 'numberOfActiveInstances'],
  ['nrOfCompletedInstances', 'numberOfCompletedInstances'],
  // There it counts from 0.
  ['loopCounter', '(loopCounter - 1)'],
];

/** The import of one model: what is planned for its elements, and what is told of them. */
export class ModelImport {
  readonly entries: ImportEntry[] = [];
  /** Forms that it needs and that are written beside it. */
  readonly forms: ForeignFile[] = [];
  /** Ids of elements at which the compiler will say once more what keeps them from being executed. */
  readonly caught = new Set<string>();
  readonly family: KnownTool['family'];
  readonly tool: string | undefined;
  private readonly isOfKnownTool: boolean;
  private readonly places = new Map<XmlElement, Place>();
  private readonly plans = new Map<XmlElement, ExtensionPlan>();
  private readonly names = new Map<XmlElement | undefined, JuelNames>();

  constructor(
    readonly file: string,
    readonly root: XmlElement,
    readonly beside: Beside,
  ) {
    const tools = listTools(root);
    const known = tools.find(({ family }) => family !== 'modeler');
    this.family = known?.family ?? (isForCloud(root) ? 'zeebe' : 'camunda');
    this.isOfKnownTool = known !== undefined;
    this.tool = known?.tool ?? readAttribute(root, 'exporter');
  }

  /** Calls give nothing of the caller's by themselves in these tools, unlike in BPMN's silence about it. */
  get isFromCamundaFamily(): boolean {
    return this.family === 'camunda' && this.isOfKnownTool;
  }

  /** Some tool has said more than BPMN can say. */
  get hasForeign(): boolean {
    return this.isOfKnownTool;
  }

  planOf(element: XmlElement): ExtensionPlan {
    const present = this.plans.get(element);
    if (present !== undefined) return present;
    const plan = new ExtensionPlan();
    this.plans.set(element, plan);
    return plan;
  }

  placeOf(element: XmlElement): Place {
    const present = this.places.get(element);
    if (present !== undefined) return present;
    const place = new Place(element, subjectOf(element), this);
    this.places.set(element, place);
    return place;
  }

  listPlans(): readonly (readonly [XmlElement, ExtensionPlan])[] {
    return [...this.plans];
  }

  addCaught(subject: XmlElement): void {
    this.caught.add(readAttribute(subject, 'id') ?? '');
  }

  note(entry: Omit<ImportEntry, 'file'>): void {
    this.entries.push({ file: this.file, ...entry });
  }

  /** Names that mean another thing in the expressions of a process. */
  namesAt(element: XmlElement): JuelNames {
    const process = processOf(element);
    const present = this.names.get(process);
    if (present !== undefined) return present;
    const names = new Map([...loopNames, ...initiatorsOf(process)]);
    this.names.set(process, names);
    return names;
  }

  /** All elements of BPMN outside of diagrams and extensions, in the order of the text. */
  listElements(): readonly XmlElement[] {
    const found: XmlElement[] = [];
    const open = [this.root];
    for (let element = open.pop(); element !== undefined; element = open.pop()) {
      found.push(element);
      const inner = childElements(element).filter(
        (child) =>
          namespaceOf(child) === bpmnNamespace && localNameOf(child.name) !== 'extensionElements',
      );
      open.push(...[...inner].reverse());
    }
    return found;
  }
}

const parts =
  /EventDefinition$|Expression$|Characteristics$|Specification$|Association$|^time|^script$|^extension/;

/** What a person can select in a diagram; its parts belong to it. */
function subjectOf(element: XmlElement): XmlElement {
  let around = element;
  while (
    around.parent !== undefined &&
    (parts.test(localNameOf(around.name)) || readAttribute(around, 'id') === undefined)
  )
    around = around.parent;
  return around;
}

/** Those whose namespace the file declares, wherever. */
function listTools(root: XmlElement): readonly KnownTool[] {
  const found: KnownTool[] = [];
  const open = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    for (const { name, value } of element.attributes) {
      const tool = name.startsWith('xmlns') ? knownTool(value) : undefined;
      if (tool !== undefined) found.push(tool);
    }
    if (namespaceOf(element) !== diagramNamespace) open.push(...childElements(element));
  }
  return found;
}

function isForCloud(root: XmlElement): boolean {
  const modeler = 'http://camunda.org/schema/modeler/1.0';
  return readForeignAttribute(root, modeler, 'executionPlatform') === 'Camunda Cloud';
}

export function processOf(element: XmlElement): XmlElement | undefined {
  let around: XmlElement | undefined = element;
  while (around !== undefined && localNameOf(around.name) !== 'process') around = around.parent;
  return around;
}

/** The variable that holds who has started an instance has a name of its own there. */
function initiatorsOf(process: XmlElement | undefined): readonly (readonly [string, string])[] {
  if (process === undefined) return [];
  return childElements(process)
    .filter(({ name }) => localNameOf(name) === 'startEvent')
    .flatMap((event) =>
      event.attributes.flatMap(({ name, value }): [string, string][] => {
        const tool = knownTool(namespaceAt(event, prefixOf(name)));
        const isInitiator = localNameOf(name) === 'initiator' && tool?.family === 'camunda';
        return isInitiator && isPlainName(value) ? [[value, 'initiator']] : [];
      }),
    );
}
