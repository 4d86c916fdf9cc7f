import { AGREED_SHARE } from '../clocks/agreement.js';
import { DaysTimeDuration } from '../expressions/feel-value.js';
import { collectMentioned } from '../expressions/free-names.js';
import { durationToMillis, parseDuration } from '../expressions/temporal-values.js';
import type {
  ProgramClock,
  ProgramClockCommand,
  ProgramClockPause,
  ProgramThreshold,
  ProgramValue,
} from '../model/program.js';
import { type ModdleElement, readList, readText } from '../tailoring/moddle-element.js';
import type { DraftElement, DraftModel } from './draft-model.js';
import { type ModelReader, readExtensions } from './model-reader.js';
import { describe } from './problem.js';

export interface ClockTables {
  readonly clocks: ReadonlyMap<number, readonly ProgramClock[]>;
  readonly pauses: ReadonlyMap<number, readonly ProgramClockPause[]>;
  readonly commands: ReadonlyMap<number, readonly ProgramClockCommand[]>;
}

/** All clocks of a model: where they are declared, which elements pause them, which command them. */
export function readClocks(model: DraftModel, reader: ModelReader): ClockTables {
  const clocks = new Map<number, ProgramClock[]>();
  const pauses = new Map<number, ProgramClockPause[]>();
  const commands = new Map<number, ProgramClockCommand[]>();
  for (const host of model.elements) {
    readExtensions(host.source, 'Clock').forEach((source, clock) => {
      append(clocks, host.index, readClock(host, source, reader));
      for (const pause of readList(source, 'pauses')) {
        const paused = findPausing(model, host, pause, reader);
        const reason = readText(pause, 'reason');
        const entry = { host: host.index, clock, ...(reason === undefined ? {} : { reason }) };
        if (paused !== undefined) append(pauses, paused.index, entry);
      }
    });
  }
  for (const element of model.elements) {
    for (const source of readExtensions(element.source, 'ClockCommand')) {
      const command = readCommand(model, element, source, clocks, reader);
      if (command !== undefined) append(commands, element.index, command);
    }
  }
  return { clocks, pauses, commands };
}

function append<Item>(table: Map<number, Item[]>, index: number, item: Item): void {
  const items = table.get(index);
  if (items === undefined) table.set(index, [item]);
  else items.push(item);
}

function readClock(host: DraftElement, source: ModdleElement, reader: ModelReader): ProgramClock {
  const id = readText(source, 'id') ?? '';
  if (id === '') clockInvalid(host, reader, 'Expected an id of the clock');
  const isAgreed = readText(source, 'commitment') !== undefined;
  const terms = isAgreed
    ? readCommitment(host, id, source, reader)
    : readTarget(host, id, source, reader);
  const dependsOn = dependenciesOf(terms);
  return {
    id,
    name: readText(source, 'name') ?? id,
    ...terms,
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    isAutomatic: readText(source, 'start') !== 'manual',
    thresholds: readList(source, 'thresholds').map((each) =>
      readThreshold(host, id, each, isAgreed, reader),
    ),
  };
}

type Terms = Pick<ProgramClock, 'target' | 'calendar' | 'commitment' | 'priority'>;

const nothing: ProgramValue = { type: 'constant', value: '' };

function readTarget(
  host: DraftElement,
  id: string,
  source: ModdleElement,
  reader: ModelReader,
): Terms {
  const target = readText(source, 'target') ?? '';
  const calendar = readText(source, 'calendar') ?? '';
  if (calendar === '') clockInvalid(host, reader, `Expected a calendar for clock '${id}'`);
  if (!target.startsWith('=') && !isServiceTime(target)) {
    const hint = target === '' ? ', or a commitment,' : '';
    clockInvalid(host, reader, `Expected a target such as PT4H${hint} for clock '${id}'`);
  }
  if (readText(source, 'priority') !== undefined)
    clockInvalid(host, reader, `Expected a commitment beside the priority of clock '${id}'`);
  return {
    target: reader.value(host, `target of clock '${id}'`, target) ?? nothing,
    calendar: reader.value(host, `calendar of clock '${id}'`, calendar) ?? nothing,
  };
}

/** The agreement says target and calendar, so the clock must not. */
function readCommitment(
  host: DraftElement,
  id: string,
  source: ModdleElement,
  reader: ModelReader,
): Terms {
  const commitment = readText(source, 'commitment') ?? '';
  if (commitment.trim() === '')
    clockInvalid(host, reader, `Expected the name of a commitment for clock '${id}'`);
  for (const attribute of ['target', 'calendar']) {
    if (readText(source, attribute) === undefined) continue;
    const reason = `Expected either a commitment or a ${attribute} for clock '${id}' but got both`;
    clockInvalid(host, reader, reason);
  }
  const priority = readText(source, 'priority');
  if (priority?.trim() === '')
    clockInvalid(host, reader, `Expected a priority that is not empty for clock '${id}'`);
  const given = reader.optionalValue(host, `priority of clock '${id}'`, priority);
  return {
    commitment: reader.value(host, `commitment of clock '${id}'`, commitment) ?? nothing,
    ...(given === undefined ? {} : { priority: given }),
  };
}

function dependenciesOf({ target, calendar, commitment, priority }: Terms): string[] {
  const usual = commitment !== undefined && priority === undefined ? ['priority'] : [];
  const mentioned = [target, calendar, commitment, priority].flatMap((value) =>
    value?.type === 'expression' ? collectMentioned(value.expression.ast) : [],
  );
  return [...new Set([...usual, ...mentioned])];
}

function isServiceTime(text: string): boolean {
  const duration = parseDuration(text);
  return duration instanceof DaysTimeDuration && durationToMillis(duration) > 0;
}

function readThreshold(
  host: DraftElement,
  clockId: string,
  source: ModdleElement,
  isAgreed: boolean,
  reader: ModelReader,
): ProgramThreshold {
  const kind = readText(source, 'kind') ?? '';
  const isLeft = isAgreed && kind === 'atRisk' && readText(source, 'share') === undefined;
  const share = Number(readText(source, 'share') ?? (kind === 'breach' ? '1' : ''));
  if (kind !== 'atRisk' && kind !== 'breach') {
    clockInvalid(host, reader, `Expected a threshold of clock '${clockId}' to be atRisk or breach`);
  }
  if (!isLeft && !(share > 0 && share <= 100)) {
    clockInvalid(host, reader, `Expected a share above 0 at a threshold of clock '${clockId}'`);
  }
  const escalationCode = readText(source, 'escalationCode');
  return {
    kind: kind === 'atRisk' ? 'atRisk' : 'breach',
    share: isLeft ? AGREED_SHARE : share,
    ...(escalationCode === undefined ? {} : { escalationCode }),
  };
}

function findPausing(
  model: DraftModel,
  host: DraftElement,
  pause: ModdleElement,
  reader: ModelReader,
): DraftElement | undefined {
  const id = readText(pause, 'element') ?? '';
  const element = model.elements.find((candidate) => candidate.id === id);
  if (element !== undefined && isInside(model, element, host)) return element;
  clockInvalid(host, reader, `Expected the pausing element '${id}' to be inside the clock's host`);
  return undefined;
}

function isInside(model: DraftModel, element: DraftElement, host: DraftElement): boolean {
  let scope = model.elements[element.scope];
  while (scope !== undefined && scope !== host) scope = model.elements[scope.scope];
  return scope === host;
}

const commandNames = ['start', 'pause', 'resume', 'stop'] as const;

function readCommand(
  model: DraftModel,
  element: DraftElement,
  source: ModdleElement,
  clocks: ReadonlyMap<number, readonly ProgramClock[]>,
  reader: ModelReader,
): ProgramClockCommand | undefined {
  const id = readText(source, 'clock') ?? '';
  const command = commandNames.find((name) => name === readText(source, 'command'));
  let host: DraftElement | undefined = element;
  while (host !== undefined) {
    const clock = clocks.get(host.index)?.findIndex((candidate) => candidate.id === id) ?? -1;
    const on = readText(source, 'on') === 'leave' ? 'leave' : 'enter';
    if (clock >= 0 && command !== undefined) return { host: host.index, clock, command, on };
    host = model.elements[host.scope];
  }
  const wanted = `Expected a command for a clock of the element or one around it`;
  clockInvalid(element, reader, `${wanted}, '${id}' is none or the command is unknown`);
  return undefined;
}

function clockInvalid(element: DraftElement, reader: ModelReader, reason: string): void {
  reader.error(element, 'clockInvalid', `${reason}, at ${describe(element)}`);
}
