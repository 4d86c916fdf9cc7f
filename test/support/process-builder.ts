import { messageReference, writeEvent, type EventOptions } from './process-builder-events.js';
import { type LoopOptions, writeLoop } from './process-builder-loops.js';
import {
  createDefinitionsWriter,
  tag,
  type Attributes,
  type DefinitionsWriter,
} from './process-builder-xml.js';

/** From a FEEL expression (with `=`) or constant to a variable. */
export type Mappings = Readonly<Record<string, string>>;

/** What any flow node may have. */
export interface NodeOptions {
  readonly name?: string;
  readonly inputs?: Mappings;
  readonly outputs?: Mappings;
  /** Id of the flow that is taken when no condition holds. */
  readonly default?: string;
  readonly clocks?: readonly ClockOptions[];
  readonly clockCommands?: readonly Attributes[];
  /** Of activities. */
  readonly loop?: LoopOptions;
}

export interface ClockOptions {
  readonly id: string;
  readonly target?: string;
  readonly calendar?: string;
  readonly commitment?: string;
  readonly priority?: string;
  readonly start?: 'auto' | 'manual';
  readonly thresholds?: readonly Attributes[];
  readonly pauses?: readonly Attributes[];
}

export interface UserTaskOptions extends NodeOptions {
  readonly assignment?: Attributes;
  readonly schedule?: Attributes;
  readonly formId?: string;
}

export interface ReceiveOptions {
  readonly message?: EventOptions['message'];
  /** Its message creates an instance of the process. */
  readonly instantiate?: boolean;
}

export interface FlowOptions {
  readonly id?: string;
  readonly condition?: string;
}

/** Writes the content of one process or sub-process. Every method gives the builder back. */
export interface ScopeBuilder {
  start(id: string, options?: EventOptions & NodeOptions & { formId?: string }): ScopeBuilder;
  end(id: string, options?: EventOptions & NodeOptions): ScopeBuilder;
  catch(id: string, options: EventOptions & NodeOptions): ScopeBuilder;
  throw(id: string, options?: EventOptions & NodeOptions): ScopeBuilder;
  boundary(
    id: string,
    attachedTo: string,
    options: EventOptions & NodeOptions & { isInterrupting?: boolean },
  ): ScopeBuilder;
  exclusive(id: string, options?: NodeOptions): ScopeBuilder;
  parallel(id: string, options?: NodeOptions): ScopeBuilder;
  inclusive(id: string, options?: NodeOptions): ScopeBuilder;
  complex(id: string, options?: NodeOptions & { activation?: string }): ScopeBuilder;
  eventBased(
    id: string,
    options?: NodeOptions & { instantiate?: boolean; isParallel?: boolean },
  ): ScopeBuilder;
  task(id: string, options?: NodeOptions): ScopeBuilder;
  manual(id: string, options?: NodeOptions): ScopeBuilder;
  user(id: string, options?: UserTaskOptions): ScopeBuilder;
  service(id: string, options?: NodeOptions & { job?: Attributes }): ScopeBuilder;
  send(id: string, options?: NodeOptions & { job?: Attributes }): ScopeBuilder;
  receive(id: string, options: NodeOptions & ReceiveOptions): ScopeBuilder;
  script(id: string, script: string, options?: NodeOptions & { result?: string }): ScopeBuilder;
  call(
    id: string,
    calledElement: string,
    options?: NodeOptions & { call?: Attributes },
  ): ScopeBuilder;
  subProcess(
    id: string,
    content: (scope: ScopeBuilder) => unknown,
    options?: NodeOptions,
  ): ScopeBuilder;
  transaction(id: string, content: (scope: ScopeBuilder) => unknown): ScopeBuilder;
  eventSubProcess(id: string, content: (scope: ScopeBuilder) => unknown): ScopeBuilder;
  /** A manual task for compensation, associated with a compensation event. */
  handler(id: string, eventId: string): ScopeBuilder;
  /** Any other element, to be written as it is. */
  element(type: string, id: string, attributes?: Attributes): ScopeBuilder;
  /** Flows from each to the next; ids are `<source>-to-<target>`. */
  flow(...ids: readonly string[]): ScopeBuilder;
  flowIf(source: string, target: string, options: FlowOptions): ScopeBuilder;
}

export interface ProcessOptions {
  readonly name?: string;
  readonly start?: Attributes;
  readonly clocks?: readonly ClockOptions[];
  readonly isExecutable?: boolean;
}

function mappingTags(kind: 'input' | 'output', mappings: Mappings = {}): string[] {
  return Object.entries(mappings).map(([target, source]) =>
    tag(`lemniscate:${kind}`, { target, source }),
  );
}

function clockTag(clock: ClockOptions): string {
  const { thresholds = [], pauses = [], ...attributes } = clock;
  const usual = clock.commitment === undefined ? { calendar: 'business-hours' } : {};
  return tag('lemniscate:clock', { ...usual, ...attributes }, [
    ...thresholds.map((threshold) => tag('lemniscate:threshold', threshold)),
    ...pauses.map((pause) => tag('lemniscate:pause', pause)),
  ]);
}

function extensions(options: NodeOptions, own: readonly string[] = []): string[] {
  const io = [...mappingTags('input', options.inputs), ...mappingTags('output', options.outputs)];
  const tags = [
    ...own,
    ...(io.length === 0 ? [] : [tag('lemniscate:io', {}, io)]),
    ...(options.clocks ?? []).map(clockTag),
    ...(options.clockCommands ?? []).map((command) => tag('lemniscate:clockCommand', command)),
  ];
  return tags.length === 0 ? [] : [tag('bpmn:extensionElements', {}, tags)];
}

function extensionTag(name: string, attributes: Attributes | undefined): string[] {
  return attributes === undefined ? [] : [tag(`lemniscate:${name}`, attributes)];
}

function formTag(formId: string | undefined): string[] {
  return formId === undefined ? [] : [tag('lemniscate:form', { formId })];
}

function activationTags(activation: string | undefined): string[] {
  return activation === undefined ? [] : [tag('bpmn:activationCondition', {}, [], activation)];
}

function createScope(definitions: DefinitionsWriter, out: string[]): ScopeBuilder {
  const node = (
    type: string,
    id: string,
    options: NodeOptions = {},
    attributes: Attributes = {},
    own: readonly string[] = [],
    content: readonly string[] = [],
  ): ScopeBuilder => {
    const all = { id, name: options.name, default: options.default, ...attributes };
    out.push(
      tag(`bpmn:${type}`, all, [
        ...extensions(options, own),
        ...writeLoop(options.loop),
        ...content,
      ]),
    );
    return scope;
  };
  const event = (
    type: string,
    id: string,
    options: EventOptions & NodeOptions & { formId?: string } = {},
    attributes: Attributes = {},
  ): ScopeBuilder =>
    node(type, id, options, attributes, formTag(options.formId), writeEvent(definitions, options));
  const inner = (content: (scope: ScopeBuilder) => unknown): string[] => {
    const lines: string[] = [];
    content(createScope(definitions, lines));
    return lines;
  };
  const flow = (source: string, target: string, { id, condition }: FlowOptions = {}): void => {
    const ends = { id: id ?? `${source}-to-${target}`, sourceRef: source, targetRef: target };
    const content =
      condition === undefined ? [] : [tag('bpmn:conditionExpression', {}, [], condition)];
    out.push(tag('bpmn:sequenceFlow', ends, content));
  };
  const scope: ScopeBuilder = {
    start: (id, options = {}) =>
      event('startEvent', id, options, interruption('isInterrupting', options.isInterrupting)),
    end: (id, options) => event('endEvent', id, options),
    catch: (id, options) => event('intermediateCatchEvent', id, options),
    throw: (id, options) => event('intermediateThrowEvent', id, options),
    boundary: (id, attachedToRef, options) =>
      event('boundaryEvent', id, options, {
        attachedToRef,
        ...interruption('cancelActivity', options.isInterrupting),
      }),
    exclusive: (id, options) => node('exclusiveGateway', id, options),
    parallel: (id, options) => node('parallelGateway', id, options),
    inclusive: (id, options) => node('inclusiveGateway', id, options),
    complex: (id, options = {}) =>
      node('complexGateway', id, options, {}, [], activationTags(options.activation)),
    eventBased: (id, options = {}) =>
      node('eventBasedGateway', id, options, {
        ...(options.instantiate === true ? { instantiate: 'true' } : {}),
        ...(options.isParallel === true ? { eventGatewayType: 'Parallel' } : {}),
      }),
    task: (id, options) => node('task', id, options),
    manual: (id, options) => node('manualTask', id, options),
    user: (id, options = {}) =>
      node('userTask', id, options, {}, [
        ...extensionTag('assignment', options.assignment ?? { candidateRoles: 'agent' }),
        ...extensionTag('schedule', options.schedule),
        ...formTag(options.formId),
      ]),
    service: (id, options = {}) =>
      node('serviceTask', id, options, {}, extensionTag('job', options.job ?? { type: id })),
    send: (id, options = {}) =>
      node('sendTask', id, options, {}, extensionTag('job', options.job ?? { type: id })),
    receive: (id, { message, instantiate, ...options }) =>
      node('receiveTask', id, options, {
        ...(message === undefined ? {} : { messageRef: messageReference(definitions, message) }),
        ...(instantiate === undefined ? {} : { instantiate: String(instantiate) }),
      }),
    script: (id, script, options = {}) =>
      node(
        'scriptTask',
        id,
        options,
        { scriptFormat: 'feel' },
        extensionTag(
          'result',
          options.result === undefined ? undefined : { variable: options.result },
        ),
        [tag('bpmn:script', {}, [], script)],
      ),
    call: (id, calledElement, options = {}) =>
      node('callActivity', id, options, { calledElement }, extensionTag('call', options.call)),
    subProcess: (id, content, options) => node('subProcess', id, options, {}, [], inner(content)),
    transaction: (id, content) => node('transaction', id, {}, {}, [], inner(content)),
    eventSubProcess: (id, content) =>
      node('subProcess', id, {}, { triggeredByEvent: 'true' }, [], inner(content)),
    handler(id, eventId) {
      const ends = { id: `${eventId}-to-${id}`, sourceRef: eventId, targetRef: id };
      out.push(tag('bpmn:association', ends));
      return node('manualTask', id, {}, { isForCompensation: 'true' });
    },
    element: (type, id, attributes) => node(type, id, {}, attributes),
    flow(...ids) {
      ids.slice(1).forEach((target, index) => {
        flow(ids[index] ?? '', target);
      });
      return scope;
    },
    flowIf(source, target, options) {
      flow(source, target, options);
      return scope;
    },
  };
  return scope;
}

function interruption(name: string, isInterrupting: boolean | undefined): Attributes {
  return isInterrupting === false ? { [name]: 'false' } : {};
}

/** BPMN with one or more processes, as text. */
export interface DefinitionsBuilder {
  process(
    id: string,
    content: (scope: ScopeBuilder) => unknown,
    options?: ProcessOptions,
  ): DefinitionsBuilder;
  toXml(): string;
}

/** Writes BPMN for tests: `buildDefinitions().process('p', (p) => p.start('s').end('e').flow('s', 'e')).toXml()`. */
export function buildDefinitions(): DefinitionsBuilder {
  const definitions = createDefinitionsWriter();
  const processes: string[] = [];
  const builder: DefinitionsBuilder = {
    process(id, content, { name, start, clocks = [], isExecutable = true } = {}) {
      const out = extensions({ clocks }, extensionTag('start', start));
      content(createScope(definitions, out));
      processes.push(tag('bpmn:process', { id, name, isExecutable: String(isExecutable) }, out));
      return builder;
    },
    toXml: () => definitions.write(processes),
  };
  return builder;
}

/** BPMN with one process. */
export function buildProcess(
  id: string,
  content: (scope: ScopeBuilder) => unknown,
  options?: ProcessOptions,
): string {
  return buildDefinitions().process(id, content, options).toXml();
}
