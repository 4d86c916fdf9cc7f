import { tag } from '../process-builder-xml.js';
import {
  catching,
  type Guard,
  guardTriggers,
  multiplicity,
  type OutsideTrigger,
  outsideTriggers,
  throwing,
} from './definitions.js';
import {
  assigned,
  type Block,
  type Ends,
  type Ground,
  type Lay,
  pick,
  withInputs,
} from './ground.js';
import type { Piece } from './piece.js';
import { beside } from './task-pieces.js';

const catchTriggers = [...outsideTriggers, 'multiple', 'parallelMultiple'] as const;

const catchIt: Lay = (ground, { variant }) => {
  const id = ground.newId('catch');
  const trigger = pick(catchTriggers, variant);
  const definitions = catching(ground, trigger, id);
  return ground.node('intermediateCatchEvent', id, definitions, multiplicity(trigger));
};

const throwResults = [
  ...(['none', 'message', 'signal', 'escalation', 'compensate', 'multiple'] as const),
] as const;

const throwIt: Lay = (ground, { variant }) => {
  const id = ground.newId('throw');
  return ground.node(
    'intermediateThrowEvent',
    id,
    throwing(ground, pick(throwResults, variant), id),
  );
};

const link: Lay = (ground) => {
  const name = ground.newId('link');
  const definition = tag('bpmn:linkEventDefinition', { name });
  const [first, last] = [`${name}_throw`, `${name}_catch`];
  ground.node('intermediateThrowEvent', first, [definition]);
  ground.node('intermediateCatchEvent', last, [definition]);
  return { first, last };
};

const endResults = [...throwResults, 'terminate'] as const;

/** A sub-process with a second end; what ends there goes its own way, or ends all. */
const endIt: Lay = (ground, block) => {
  const id = ground.newId('sub');
  const result = pick(endResults, block.variant);
  const content = ground.closedScope((inner) => {
    const [fork, end] = [inner.newId('split'), inner.newId('end')];
    const definitions =
      result === 'terminate'
        ? [tag('bpmn:terminateEventDefinition', {})]
        : throwing(inner, result, end);
    inner.node('parallelGateway', fork);
    inner.node('endEvent', end, definitions);
    inner.path(fork, inner.user('before'), end);
    return [{ first: fork, last: fork }, inner.layInner(block)];
  });
  return ground.node('subProcess', id, content);
};

/** Ends with an error, which an event on the border or one inside takes. */
const fail: Lay = (ground, block) => {
  const id = ground.newId('sub');
  const content = ground.scope((inner) => {
    const [start, end] = [inner.newId('start'), inner.newId('end')];
    inner.node('startEvent', start);
    inner.node('endEvent', end, throwing(inner, 'error', end));
    inner.path(start, inner.layInner(block), end);
    if (block.variant % 2 === 0) layHandler(inner, { trigger: 'error', isInterrupting: true });
  });
  const host = ground.node('subProcess', id, content);
  return guardedBy(ground, host, { trigger: 'error', isInterrupting: true });
};

/** An event on the border of a host; both ways meet again, unless the event goes beside it. */
export function guardedBy(ground: Ground, host: Ends, { trigger, isInterrupting }: Guard): Ends {
  const [id, merge] = [ground.newId('guard'), ground.newId('merge')];
  ground.node('boundaryEvent', id, catching(ground, trigger, id), {
    attachedToRef: host.first,
    ...multiplicity(trigger),
    ...(isInterrupting ? {} : { cancelActivity: 'false' }),
  });
  const instead = ground.user('instead');
  if (isInterrupting) {
    ground.node('exclusiveGateway', merge);
    ground.path(id, instead, merge);
    ground.path(host.last, merge);
    return { first: host.first, last: merge };
  }
  ground.node('endEvent', merge);
  ground.path(id, instead, merge);
  return host;
}

/** An event sub-process in this scope. */
export function layHandler(ground: Ground, { trigger, isInterrupting }: Guard): void {
  const [id, start, end] = [ground.newId('handler'), ground.newId('guard'), ground.newId('end')];
  const content = ground.scope((inner) => {
    inner.node('startEvent', start, catching(inner, trigger, start), {
      ...multiplicity(trigger),
      ...(isInterrupting ? {} : { isInterrupting: 'false' }),
    });
    inner.node('endEvent', end);
    inner.path(start, inner.user('handle'), end);
  });
  ground.node('subProcess', id, content, { triggeredByEvent: 'true' });
}

/** What throws an escalation when all else in it is done. */
function escalating(ground: Ground, block: Block): readonly string[] {
  return ground.closedScope((inner) => {
    const last = inner.lay({ piece: 'throw', variant: 3, inner: [] });
    return [inner.layInner(block), last];
  });
}

const hosts: readonly [Lay, ...Lay[]] = [
  (ground) => ground.user('user'),
  (ground, block) => ground.node('subProcess', ground.newId('sub'), escalating(ground, block)),
  (ground, block) => {
    const calledElement = ground.process((inner) => [inner.layInner(block)]);
    const id = ground.newId('call');
    return ground.node('callActivity', id, [withInputs({ given: '1' })], { calledElement });
  },
  (ground) => ground.lay({ piece: 'receive', variant: 0, inner: [] }),
  (ground) => ground.lay({ piece: 'service', variant: 0, inner: [] }),
];

const guarded: Lay = (ground, block) => {
  const { variant } = block;
  const host = pick(hosts, Math.floor(variant / guardTriggers.length))(ground, block);
  return guardedBy(ground, host, pick(guardTriggers, variant));
};

const handled: Lay = (ground, block) => {
  const content = ground.scope((inner) => {
    inner.add(...escalating(ground, block));
    layHandler(inner, pick(guardTriggers, block.variant));
  });
  return ground.node('subProcess', ground.newId('sub'), content);
};

type Choice = OutsideTrigger | 'receive' | 'multiple';

/** Receive tasks do not go with message events. */
const choices: readonly [readonly Choice[], ...(readonly Choice[])[]] = [
  ['message', 'timer'],
  ['signal', 'conditional'],
  ['receive', 'timer', 'signal'],
  ['multiple', 'message', 'timer'],
  ['receive', 'receive'],
];

/** What comes first decides, of two or three. */
const eventBased: Lay = (ground, { variant, inner }) => {
  const [gateway, merge] = [ground.newId('wait'), ground.newId('merge')];
  ground.node('eventBasedGateway', gateway);
  ground.node('exclusiveGateway', merge);
  pick(choices, variant).forEach((choice, index) => {
    const after = inner[index];
    const behind = after === undefined ? [] : [ground.lay(after)];
    ground.path(gateway, layChoice(ground, choice), ...behind, merge);
  });
  return { first: gateway, last: merge };
};

function layChoice(ground: Ground, choice: Choice): Ends {
  if (choice === 'receive') return ground.lay({ piece: 'receive', variant: 0, inner: [] });
  const id = ground.newId('catch');
  return ground.node('intermediateCatchEvent', id, catching(ground, choice, id));
}

/** A message from one branch to another of the same instance. */
const talk: Lay = (ground) => {
  const name = ground.newId('news');
  const correlation = { key: '=businessKey', timeToLive: 'PT24H' };
  const messageRef = ground.site.definitions.declare('message', name, correlation);
  const definition = tag('bpmn:messageEventDefinition', { messageRef });
  const said = ground.node('intermediateThrowEvent', ground.newId('say'), [definition]);
  const heard = ground.node('intermediateCatchEvent', ground.newId('hear'), [definition]);
  const before = ground.node('userTask', ground.newId('before'), assigned);
  return beside(ground, [ground.path(before, said), heard]);
};

/** What is interrupted or undone by it depends on how far others have come. */
function isRacing(result: (typeof endResults)[number]): boolean {
  return result === 'escalation' || result === 'compensate' || result === 'terminate';
}

/** Several guards may be due at one instant. */
function isTimed(variant: number): boolean {
  return pick(guardTriggers, variant).trigger === 'timer';
}

/** Events that are caught and thrown on the way, on a border, in an event sub-process and at an end. */
export const eventPieces: Readonly<Record<string, Piece>> = {
  catch: { lay: catchIt, variants: catchTriggers.length },
  throw: {
    ...{ lay: throwIt, variants: throwResults.length },
    isRace: (variant) => isRacing(pick(throwResults, variant)),
  },
  link: { lay: link },
  end: {
    ...{ lay: endIt, variants: endResults.length, inner: 'one' },
    isRace: (variant) => isRacing(pick(endResults, variant)),
  },
  fail: { lay: fail, variants: 2, inner: 'one' },
  guarded: {
    ...{ lay: guarded, inner: 'one', variants: guardTriggers.length * hosts.length },
    isRace: isTimed,
  },
  handled: { lay: handled, variants: guardTriggers.length, inner: 'one', isRace: isTimed },
  eventBased: { lay: eventBased, variants: choices.length, inner: 'some', isRace: () => true },
  talk: { lay: talk },
};
