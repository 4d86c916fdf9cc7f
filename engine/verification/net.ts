import type { Ways } from '../elements/gateways/upstream.js';

/**
 * The token game of one scope: tokens lie on places, nodes move them. Whatever a condition, a person or the world
 * decides is a choice between the modes of a node.
 */
export interface Net {
  readonly places: readonly Place[];
  readonly nodes: readonly NetNode[];
  /** Where the only token is in the beginning. */
  readonly source: number;
  /** Tokens on these have come to their end. */
  readonly finals: ReadonlySet<number>;
  /** Tokens here stay because of what is wrong inside the element that keeps them: that is told there. */
  readonly hopeless: ReadonlySet<number>;
  /** Tokens never stay on these: what they lead to takes them at once. */
  readonly passing: ReadonlySet<number>;
  /** Of elements that tokens may leave without waiting, or never wait at. */
  readonly fleeting: ReadonlyMap<number, 'sometimes' | 'never'>;
  /** Tokens move as the machine moves them. Left out, in any order: a place may then stand for several. */
  readonly isPrompt?: true;
}

/** A sequence flow, or an element that keeps its token until something happens. */
export interface Place {
  /** -1 if tokens come to it in another way. */
  readonly flow: number;
  /** The element that keeps the token; -1 if none does. */
  readonly element: number;
  /** More tokens than these at once were not meant; Infinity where any number is. */
  readonly capacity: number;
  /** Elements that have been reached when a token is here. */
  readonly live: readonly number[];
}

/** One way in which a node can fire. */
export interface Mode {
  readonly produce: readonly number[];
  /** Everything in the scope ends with it. */
  readonly exit?: Exit;
  /** Elements that have been reached when it fires. */
  readonly live: readonly number[];
  readonly moves: readonly Move[];
}

export interface Exit {
  /** What goes on outside: the event that catches what was thrown, or `uncaught`. Left out, the scope has done its work. */
  readonly event?: number;
  /** What has thrown an error that nothing catches. */
  readonly thrower?: number;
}

export type JoinKind = 'all' | 'inclusive' | 'complex';

/** What moves tokens: an element, or an event on its border. */
export interface NetNode {
  readonly element: number;
  readonly join: JoinKind;
  /** One token from each; of an inclusive join, from those that have one. */
  readonly consume: readonly number[];
  /** It is drawn, but what is wrong inside the element keeps it from ever firing. */
  readonly isNever?: boolean;
  /** What it begins waits behind all tokens that move already. */
  readonly isQueued?: boolean;
  /** Must hold no token: one occurrence of an event is considered at a time. */
  readonly forbidden?: readonly number[];
  /** Ended tokens of the occurrence before. */
  readonly clears?: readonly number[];
  readonly modes: readonly Mode[];
  /** Of joins that wait for what can still come: to which of the consumed places a token can come from a place. */
  readonly ways?: ReadonlyMap<number, Ways>;
  readonly complex?: ComplexPhases;
}

/** A complex gateway between its activation and its reset. */
export interface ComplexPhases {
  readonly active: number;
  /** What has given a token at the activation, in the order of the consumed places. */
  readonly received: readonly number[];
  /** Whether it is activated by so many tokens; left out, it may be. */
  readonly isActivated: (counts: readonly number[]) => boolean | undefined;
  readonly modesOf: (counts: readonly number[], isReset: boolean) => readonly Mode[];
}

/** What happens, as far as somebody who plays it must be told. */
export type Move =
  /** -1: the scope begins by itself. */
  | { readonly type: 'start'; readonly element: number }
  | { readonly type: 'complete'; readonly element: number }
  | { readonly type: 'choose'; readonly element: number; readonly flows: readonly number[] }
  /** An event occurs on behalf of an element: on its border, or behind a gateway. */
  | { readonly type: 'occur'; readonly element: number }
  /** The work of an activity ends with an error, or tells an escalation, that this event catches. */
  | { readonly type: 'throw'; readonly element: number; readonly event: number }
  /** The content of an element comes to wait for something. */
  | { readonly type: 'rest'; readonly element: number }
  /** The content of an element runs to its end, or to what this event catches. */
  | { readonly type: 'inside'; readonly element: number; readonly event?: number };

/** A marking: places in ascending order, one character each, as often as they hold tokens. */
export type Marking = string;

export function markingOf(places: readonly number[]): Marking {
  const sorted = [...places].sort((left, right) => left - right);
  return String.fromCharCode(...sorted);
}

export function placesOf(marking: Marking): number[] {
  const places: number[] = [];
  for (let at = 0; at < marking.length; at += 1) places.push(marking.charCodeAt(at));
  return places;
}

export function countOf(marking: readonly number[], place: number): number {
  let count = 0;
  for (const each of marking) if (each === place) count += 1;
  return count;
}
