import type { TraceStep } from './run-case.js';

/** One activation of an element, or of a process, as a golden trace tells it. */
export interface Life {
  /** Name of the instance in the trace. */
  readonly instance: string;
  readonly processId: string;
  readonly elementId: string;
  /** It repeats the element of the same id. */
  readonly isLoop: boolean;
  /** The step of the trace in which it began. */
  readonly begunIn: number;
  /** Left out while it is active. */
  readonly endedIn?: number;
  readonly outcome: 'completed' | 'terminated' | 'open';
  /** An incident has held it up. */
  readonly isTroubled: boolean;
  /** It compensates another activation. */
  readonly isCompensating: boolean;
}

/** What an event on a border or at the start of an event sub-process waits for while its host is active. */
export interface Watch {
  readonly processId: string;
  readonly elementId: string;
  readonly begunIn: number;
  readonly endedIn?: number;
  /** Its host was ended before its time, and not by this event. */
  readonly isInterrupted: boolean;
}

export interface Lives {
  readonly lives: readonly Life[];
  readonly watches: readonly Watch[];
}

/** What a golden trace tells of activations, all instances together. */
export function readLives(trace: readonly TraceStep[]): Lives {
  const readers = new Map<string, InstanceReader>();
  trace.forEach((written, step) => {
    for (const [name, lines] of Object.entries(written)) {
      if (name === 'step' || typeof lines === 'string') continue;
      const reader = readers.get(name) ?? new InstanceReader(name);
      readers.set(name, reader);
      for (const line of lines) reader.readLine(step, line);
    }
  });
  const all = [...readers.values()];
  return {
    lives: all.flatMap((reader) => [...reader.lives.values()]),
    watches: all.flatMap((reader) => reader.listWatches()),
  };
}

type Draft<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const opening = new Set(['timerStarted', 'subscriptionOpened', 'conditionOpened']);
const closing = new Set(['timerFired', 'timerCanceled', 'subscriptionClosed', 'conditionClosed']);
const itself = 'process';

class InstanceReader {
  readonly lives = new Map<string, Draft<Life>>();
  private readonly watches: (Draft<Watch> & { readonly host: string })[] = [];
  private processId = '';

  constructor(private readonly instance: string) {}

  readLine(step: number, line: string): void {
    const [kind = '', name = '', preposition, host = ''] = line.split(' ');
    if (kind === 'instanceStarted') this.beginInstance(step, name);
    else if (kind === 'instanceCompleted') this.end(step, itself, 'completed');
    else if (kind === 'instanceCanceled' || kind === 'instanceFailed')
      this.end(step, itself, 'terminated');
    else if (kind === 'elementActivated') this.begin(step, name, line);
    else if (kind === 'elementCompleted') this.end(step, name, 'completed');
    else if (kind === 'elementTerminated') this.end(step, name, 'terminated');
    else if (kind === 'incidentRaised') this.trouble(name);
    else if (preposition === 'on') this.watch(step, kind, name, host);
  }

  listWatches(): readonly Watch[] {
    return this.watches.map((watch) => ({ ...watch, isInterrupted: this.isInterrupted(watch) }));
  }

  private beginInstance(step: number, processId: string): void {
    this.processId = processId;
    this.begin(step, itself, '', processId);
  }

  private begin(
    step: number,
    name: string,
    line: string,
    elementId = name.replace(/#\d+$/, ''),
  ): void {
    this.lives.set(name, {
      instance: this.instance,
      processId: this.processId,
      elementId,
      isLoop: line.split(' ').includes('loop'),
      begunIn: step,
      outcome: 'open',
      isTroubled: false,
      isCompensating: line.includes(' compensates='),
    });
  }

  private end(step: number, name: string, outcome: Life['outcome']): void {
    const life = this.lives.get(name);
    if (life !== undefined) Object.assign(life, { endedIn: step, outcome });
  }

  private trouble(name: string): void {
    const life = this.lives.get(name);
    if (life !== undefined) life.isTroubled = true;
  }

  private watch(step: number, kind: string, elementId: string, host: string): void {
    if (opening.has(kind)) {
      const { processId } = this;
      this.watches.push({ processId, elementId, host, begunIn: step, isInterrupted: false });
    }
    if (!closing.has(kind)) return;
    const open = this.watches.find(
      (each) => each.elementId === elementId && each.host === host && each.endedIn === undefined,
    );
    if (open !== undefined) open.endedIn = step;
  }

  private isInterrupted({ elementId, host, endedIn }: Watch & { readonly host: string }): boolean {
    if (endedIn === undefined) return false;
    const hasOccurred = [...this.lives.values()].some(
      (life) => life.elementId === elementId && life.begunIn === endedIn,
    );
    if (hasOccurred) return false;
    const life = this.lives.get(host);
    return life?.outcome === 'terminated' && life.endedIn === endedIn;
  }
}
