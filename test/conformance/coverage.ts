import { readExtensions } from '../../engine/parser/model-reader.js';
import type { ConformanceCase } from './cases.js';
import { type Life, type Lives, readLives, type Watch } from './lives.js';
import {
  type CaseModel,
  eventKindOf,
  eventOf,
  isRepeated,
  type Placed,
  readModel,
  typeOf,
} from './placed-elements.js';

/** What can be shown of whatever is executed. */
export type Aspect = 'completes' | 'isInterrupted' | 'isRepeated' | 'isRestarted' | 'waits';

/** Names of the cases that show it, by aspect. */
export type Showing = Readonly<Record<Aspect, Set<string>>>;

/** By type of element, and by kind and place of event (`timer, boundary`). */
export type Coverage = ReadonlyMap<string, Showing>;

/** What these throw ends the scope around them, and so themselves: they have no other way to be done. */
const endWithTheirScope = new Set(['error, end', 'cancel, end']);

/** Reads from models and golden traces what the cases show. */
export async function collectCoverage(cases: readonly ConformanceCase[]): Promise<Coverage> {
  const coverage = new Map<string, Showing>();
  for (const each of cases) {
    const model = await readModel(each.readXml());
    for (const [kind, aspect] of listShown(model, readLives(each.readTrace() ?? [])))
      showingOf(coverage, kind)[aspect].add(each.name);
  }
  return coverage;
}

function showingOf(coverage: Map<string, Showing>, kind: string): Showing {
  const known = coverage.get(kind);
  if (known !== undefined) return known;
  const showing: Showing = {
    completes: new Set(),
    isInterrupted: new Set(),
    isRepeated: new Set(),
    isRestarted: new Set(),
    waits: new Set(),
  };
  coverage.set(kind, showing);
  return showing;
}

type Shown = readonly [kind: string, aspect: Aspect];

function listShown(model: CaseModel, { lives, watches }: Lives): readonly Shown[] {
  const ofLives = lives.flatMap((life) => {
    const placed = find(model, life.processId, life.elementId, life.isLoop);
    if (placed === undefined) return [];
    const all = [placed, ...listUndone(model, placed, life)];
    return all.flatMap((each) => tell(each, aspectsOf(life, each, model, { lives, watches })));
  });
  const ofWatches = watches.flatMap(({ processId, elementId, isInterrupted }) => {
    const placed = find(model, processId, elementId, false);
    if (placed === undefined) return [];
    return tell(placed, isInterrupted ? ['waits', 'isInterrupted'] : ['waits']);
  });
  return [...ofLives, ...ofWatches];
}

function tell(placed: Placed, aspects: readonly Aspect[]): readonly Shown[] {
  const kinds = [typeOf(placed), eventOf(placed)];
  return kinds.flatMap((kind) =>
    kind === undefined ? [] : aspects.map((aspect) => [kind, aspect] as const),
  );
}

function find(
  model: CaseModel,
  processId: string,
  elementId: string,
  isLoop: boolean,
): Placed | undefined {
  const element = model.get(processId)?.get(elementId);
  return element === undefined ? undefined : { element, isLoop };
}

/** A compensation event on a border does nothing but lead to its handler: it occurs when that begins. */
function listUndone(model: CaseModel, { element }: Placed, life: Life): readonly Placed[] {
  if (!life.isCompensating) return [];
  return [...(model.get(life.processId)?.values() ?? [])]
    .filter((event) => event.type === 'boundaryEvent' && eventKindOf(event) === 'compensate')
    .filter(({ associated }) => associated.includes(element))
    .map((event) => ({ element: event, isLoop: false }));
}

function aspectsOf(
  life: Life,
  placed: Placed,
  model: CaseModel,
  { lives, watches }: Lives,
): readonly Aspect[] {
  const waits = life.endedIn !== life.begunIn && !life.isTroubled && !hasListeners(placed);
  const shown: Aspect[] = waits ? ['waits'] : [];
  const isDone =
    life.outcome === 'completed' ||
    (life.outcome === 'terminated' && endWithTheirScope.has(eventOf(placed) ?? ''));
  if (!isDone) return life.outcome === 'open' ? shown : [...shown, 'isInterrupted'];
  if (isRepeated(placed) || isRepeatedCall(life, lives, model)) shown.push('isRepeated');
  if (life.endedIn !== life.begunIn || wasWaitedFor(life, watches)) shown.push('isRestarted');
  return [...shown, 'completes'];
}

/** What waits may be its listeners alone. */
function hasListeners({ element }: Placed): boolean {
  return readExtensions(element.source, 'Listener').length > 0;
}

/** Since an earlier step, up to the one in which it began. */
function wasWaitedFor({ processId, elementId, begunIn }: Life, watches: readonly Watch[]): boolean {
  return watches.some(
    (watch) =>
      watch.processId === processId &&
      watch.elementId === elementId &&
      watch.begunIn < begunIn &&
      (watch.endedIn ?? begunIn) >= begunIn,
  );
}

/** A process is repeated by the activity that calls it. */
function isRepeatedCall(life: Life, lives: readonly Life[], model: CaseModel): boolean {
  const { instance, processId, elementId } = life;
  const end = instance.lastIndexOf('/');
  if (processId !== elementId || end < 0) return false;
  const caller = lives.find((each) => each.instance === instance.slice(0, end));
  const call = instance.slice(end + 1).replace(/#\d+$/, '');
  const placed = caller && find(model, caller.processId, call, false);
  return placed !== undefined && isRepeated(placed);
}
