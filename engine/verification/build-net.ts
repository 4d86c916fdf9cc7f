import type { Program, ProgramElement } from '../model/program.js';
import { beginningsOf } from './beginnings.js';
import { borderNodes } from './border-nodes.js';
import { joinNode, withWays } from './join-nodes.js';
import type { Exit, Mode, Move, Net, NetNode } from './net.js';
import { NetPlaces } from './net-places.js';
import { elementAt, hasDefinition, isPlainEnd, keepsToken, linkTargetOf } from './scope-model.js';
import { catchersOf, ownerOf, thrownBy, uncaught } from './throws.js';
import { waysOut } from './ways-out.js';

/** Whether something is waited for between the beginning and the end. */
export type Rests = 'always' | 'sometimes' | 'never';

/** How what is inside an element can end. */
export interface ContentEnds {
  readonly canComplete: boolean;
  readonly rests: Rests;
  /** By the event outside that catches it (or `uncaught`): what throws it. */
  readonly throws: ReadonlyMap<number, number>;
}

export interface BuiltNet extends Net {
  /** There are more choices than were looked at. */
  readonly isCut: boolean;
}

/** The token game of a scope; what is inside its elements has been judged before. */
export function buildNet(
  program: Program,
  scope: ProgramElement,
  contents: ReadonlyMap<number, ContentEnds>,
): BuiltNet {
  return new NetBuilder(program, scope, contents).build();
}

/** They begin an instance of their own for the tokens they take (`arrive`). */
const queuedTypes: readonly string[] = ['parallelGateway', 'inclusiveGateway', 'complexGateway'];

/** What the parts of the building share. */
export class NetBuilder {
  readonly nodes: NetNode[] = [];
  readonly places: NetPlaces;
  private readonly hopeless = new Set<number>();
  private readonly fleeting = new Map<number, 'sometimes' | 'never'>();
  private readonly passingPlaces = new Set<number>();
  private isCut = false;

  constructor(
    readonly program: Program,
    readonly scope: ProgramElement,
    readonly contents: ReadonlyMap<number, ContentEnds>,
  ) {
    this.places = new NetPlaces(
      program,
      (element) => isPlainEnd(element) && !this.findExit(element),
    );
  }

  build(): BuiltNet {
    const source = this.places.add({});
    this.passingPlaces.add(source);
    this.nodes.push(this.node(this.scope.index, [source], beginningsOf(this)));
    const inner = this.program.elements.filter(
      ({ scope, attachedTo, type }) =>
        scope === this.scope.index && attachedTo < 0 && type !== 'eventSubProcess',
    );
    for (const element of inner) this.addElement(element);
    const { places, finals } = this.places;
    const nodes = this.nodes.map((node) => withWays(this, node));
    const { hopeless, isCut, passingPlaces: passing, fleeting } = this;
    return { places, nodes, source, finals, hopeless, passing, fleeting, isCut };
  }

  node(element: number, consume: readonly number[], modes: readonly Mode[]): NetNode {
    return { element, join: 'all', consume, modes };
  }

  /** Leaves by its flows, in every way there is. */
  leave(element: ProgramElement, before: readonly Move[] = []): readonly Mode[] {
    const { sets, isChoice, isCut } = waysOut(this.program, element);
    if (isCut) this.isCut = true;
    const { index, completionQuantity = 1 } = element;
    return (sets.length === 0 ? [[]] : sets).map((flows) => ({
      produce: flows.flatMap((flow) =>
        Array.from({ length: completionQuantity }, () => this.places.flow(flow)),
      ),
      live: [index, ...this.calledUp(element)],
      moves: isChoice ? [...before, { type: 'choose', element: index, flows }] : before,
    }));
  }

  private addElement(element: ProgramElement): void {
    if (keepsToken(element)) return this.addKeeping(element);
    if (element.incoming.length > 1) {
      const join = joinNode(this, element);
      if (join !== undefined) {
        this.nodes.push(join);
        return;
      }
    }
    const begun = this.places.find('element', element.index);
    const places = element.incoming.map((flow) => this.places.flow(flow));
    for (const place of begun < 0 ? places : [...places, begun]) {
      if (!this.places.finals.has(place)) this.nodes.push(this.passing(element, place));
    }
  }

  private passing(element: ProgramElement, place: number): NetNode {
    this.passingPlaces.add(place);
    const exit = this.findExit(element);
    const live = [element.index, ...this.calledUp(element)];
    if (exit !== undefined)
      return this.node(element.index, [place], [{ produce: [], exit, live, moves: [] }]);
    const target = linkTargetOf(element);
    if (target < 0) {
      const isQueued = queuedTypes.includes(element.type);
      return { ...this.node(element.index, [place], this.leave(element)), isQueued };
    }
    const modes = this.leave(elementAt(this.program, target));
    const both = modes.map((mode) => ({ ...mode, live: [...mode.live, ...live] }));
    return { ...this.node(element.index, [place], both), isQueued: true };
  }

  private addKeeping(element: ProgramElement): void {
    const { index, startQuantity } = element;
    if (this.isAwaitedByGateway(element)) return;
    const place = this.places.element(index);
    const rests = this.restsAt(element);
    if (rests !== 'always') this.fleeting.set(place, rests);
    if (startQuantity !== undefined) {
      const gathered = this.places.gathered(element, startQuantity);
      const consume = Array.from({ length: startQuantity }, () => gathered);
      this.nodes.push(this.node(index, consume, [{ produce: [place], live: [], moves: [] }]));
    }
    const modes =
      element.type === 'eventBasedGateway' ? this.waitFor(element) : this.completions(element);
    const isNever = this.contents.get(index)?.canComplete === false;
    if (isNever) this.hopeless.add(place);
    this.nodes.push({ ...this.node(index, [place], modes), ...(isNever ? { isNever } : {}) });
    this.nodes.push(...borderNodes(this, element, place));
  }

  /** Whether a token that has come to it stays there until something happens outside. */
  restsAt({ index, type }: ProgramElement): Rests {
    const atOnce = type === 'task' || type === 'manualTask';
    return this.contents.get(index)?.rests ?? (atOnce ? 'never' : 'always');
  }

  /** The gateway before it waits in its place, and it is only begun when that is over. */
  private isAwaitedByGateway({ index, incoming }: ProgramElement): boolean {
    if (incoming.length === 0 || this.contents.has(index)) return false;
    if (this.places.find('element', index) >= 0) return false;
    const { elements, flows } = this.program;
    const sources = incoming.map((flow) => elements[flows[flow]?.source ?? -1]);
    return sources.every((source) => source?.type === 'eventBasedGateway');
  }

  private completions(element: ProgramElement): readonly Mode[] {
    const content = this.contents.get(element.index);
    if (content === undefined) {
      return this.leave(element, [{ type: 'complete', element: element.index }]);
    }
    return this.leave(element, [{ type: 'inside', element: element.index }]);
  }

  /** The events behind an event-based gateway: one of them occurs, and has then happened. */
  private waitFor(gateway: ProgramElement): readonly Mode[] {
    return gateway.outgoing.flatMap((flow) =>
      this.occurred(elementAt(this.program, this.program.flows[flow]?.target ?? -1)).map(
        (mode) => ({
          ...mode,
          live: [gateway.index, ...mode.live],
        }),
      ),
    );
  }

  /** An event that another element has waited for; a loop begins with it. */
  occurred(event: ProgramElement): readonly Mode[] {
    const move: Move = { type: 'occur', element: event.index };
    if (!this.contents.has(event.index)) return this.leave(event, [move]);
    return [{ produce: [this.places.element(event.index)], live: [], moves: [move] }];
  }

  /** What a throwing element ends, if it ends its scope. */
  findExit(element: ProgramElement): Exit | undefined {
    if (element.type !== 'endEvent' && element.type !== 'intermediateThrowEvent') return undefined;
    if (hasDefinition(element, 'terminate')) return {};
    if (hasDefinition(element, 'cancel')) return cancelExit(this.program, element);
    const events = thrownBy(element).flatMap((thrown) => catchersOf(this.program, element, thrown));
    if (events.includes(uncaught)) return { event: uncaught, thrower: element.index };
    const event = events.find((each) => elementAt(this.program, each).isInterrupting);
    return event === undefined ? undefined : this.exitTo(event);
  }

  /** Caught by an event sub-process of the scope, that takes over and ends it. */
  exitTo(event: number): Exit {
    const { attachedTo } = elementAt(this.program, event);
    const isOwn = attachedTo < 0 && ownerOf(this.program, event) === this.scope.index;
    return isOwn ? {} : { event };
  }

  /** What begins in the scope because the element throws. */
  private calledUp(element: ProgramElement): readonly number[] {
    const events = thrownBy(element).flatMap((thrown) => catchersOf(this.program, element, thrown));
    return this.startedBy(events);
  }

  startedBy(events: Iterable<number>): readonly number[] {
    return [...events].flatMap((event) => {
      if (event === uncaught) return [];
      const { attachedTo, scope } = elementAt(this.program, event);
      const isHere = attachedTo < 0 && ownerOf(this.program, event) === this.scope.index;
      return isHere ? [event, scope] : [];
    });
  }
}

/** The transaction leaves by its cancel event; a loop around it is canceled as a whole. */
export function cancelExit(program: Program, element: ProgramElement): Exit {
  let around = program.elements[element.scope];
  while (around !== undefined && around.type !== 'transaction')
    around = program.elements[around.scope];
  if (around === undefined) return {};
  const outer = elementAt(program, around.scope);
  const host = outer.id === around.id ? outer : around;
  const handler = host.boundaryHandlers.find(({ type }) => type === 'cancel');
  return handler === undefined ? {} : { event: handler.event };
}
