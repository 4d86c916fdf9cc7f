import type { BpmnFactory, ModelElement, Modeling } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import { addExtension, findExtensions, readText, removeExtension } from './extension-values.js';
import { isA } from './field-values.js';
import type { PanelGroup } from './lock-groups.js';
import { toObjectListGroup } from './object-list-group.js';
import type { PanelWords } from './panel-words.js';

interface CommandContext {
  readonly writer: { readonly modeling: Modeling; readonly bpmnFactory: BpmnFactory };
  readonly words: PanelWords;
  readonly guide: TailoringGuide;
}

/** The clocks of an element and of what it lies in. */
export function listClockIds(element: ModelElement): readonly string[] {
  const own: string[] = [];
  let holder: ModelElement['businessObject'] | undefined = element.businessObject;
  while (holder !== undefined) {
    for (const clock of findExtensions(holder, 'lemniscate:Clock')) {
      const id = readText(clock, 'id');
      if (id !== undefined) own.push(id);
    }
    holder = holder.$parent;
  }
  return own;
}

/** How the flow itself starts, pauses and stops clocks. */
export function toClockCommandGroup(
  element: ModelElement,
  { writer, words, guide }: CommandContext,
): PanelGroup | undefined {
  if (!isA(element, ['bpmn:FlowNode'])) return undefined;
  const owner = element.businessObject;
  const clockIds = listClockIds(element);
  const commands = findExtensions(owner, 'lemniscate:ClockCommand');
  if (clockIds.length === 0 && commands.length === 0) return undefined;
  const isFree = (property: string): boolean =>
    guide.findFreedom(element.id, property).type !== 'locked';
  const create = (): void =>
    addExtension(
      writer,
      element,
      owner,
      writer.bpmnFactory.create('lemniscate:ClockCommand', {
        clock: clockIds[0],
        command: 'start',
        on: 'enter',
      }),
    );
  const objects = commands.map((object) => {
    const clock = readText(object, 'clock') ?? '';
    const command = readText(object, 'command') ?? '';
    const moment = readText(object, 'on') ?? 'enter';
    const property = `clockCommand.${clock}.${moment}`;
    return {
      object,
      label: `${words.label(command)} · ${clock} · ${words.label(moment)}`,
      fields: [
        { attribute: 'clock', label: 'clock', property, options: withValue(clockIds, clock) },
        { attribute: 'command', label: 'command', property, options: clockVerbs },
        { attribute: 'on', label: 'on', property, options: ['enter', 'leave'] },
      ],
      ...(isFree(property)
        ? { remove: () => removeExtension(writer, element, owner, object) }
        : {}),
    };
  });
  return toObjectListGroup(element, {
    id: 'clock-commands',
    label: words.label('clockCommandGroup'),
    objects,
    ...(isFree('clockCommand') ? { add: create } : {}),
  });
}

const clockVerbs = ['start', 'pause', 'resume', 'stop'];

const withValue = (options: readonly string[], value: string): readonly string[] =>
  options.includes(value) ? options : [...options, value];
