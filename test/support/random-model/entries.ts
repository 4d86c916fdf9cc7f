import { catching, multiplicity, type Trigger } from './definitions.js';
import { type Block, type Ends, type Ground, pick } from './ground.js';

const startTriggers: readonly [Trigger | 'none', ...(Trigger | 'none')[]] = [
  ...(['none', 'message', 'signal', 'timer', 'conditional', 'multiple'] as const),
  'parallelMultiple',
];

type Beginning = (ground: Ground) => Ends;

function startEvent(trigger: Trigger | 'none'): Beginning {
  return (ground) => {
    const id = ground.newId('start');
    if (trigger === 'none') return ground.node('startEvent', id);
    return ground.node('startEvent', id, catching(ground, trigger, id), multiplicity(trigger));
  };
}

/** Events that create the instance: the first one, or all of them. */
function eventGateway(isParallel: boolean): Beginning {
  return (ground) => {
    const [gateway, last] = [ground.newId('first'), ground.newId('merge')];
    const type = isParallel ? { eventGatewayType: 'Parallel' } : {};
    ground.node('eventBasedGateway', gateway, [], { instantiate: 'true', ...type });
    ground.node(isParallel ? 'parallelGateway' : 'exclusiveGateway', last);
    for (const trigger of ['message', isParallel ? 'message' : 'signal'] as const) {
      const id = ground.newId('catch');
      ground.node('intermediateCatchEvent', id, catching(ground, trigger, id));
      ground.path(gateway, id, last);
    }
    return { first: gateway, last };
  };
}

const receiveTask: Beginning = (ground) => {
  const id = ground.newId('receive');
  const messageRef = ground.site.definitions.declare('message', id, { key: '=businessKey' });
  return ground.node('receiveTask', id, [], { messageRef, instantiate: 'true' });
};

const beginnings: readonly [Beginning, ...Beginning[]] = [
  startEvent('none'),
  ...startTriggers.slice(1).map(startEvent),
  eventGateway(false),
  eventGateway(true),
  receiveTask,
];

/** In the last form the process has neither start nor end events. */
export const entryForms = beginnings.length + 1;

/** Lays the whole way of a process from its beginning over a block to its end. */
export function layEntry(ground: Ground, entry: number, block: Block): void {
  if (entry === beginnings.length) {
    ground.lay({ piece: 'subProcess', variant: 0, inner: [block] });
    return;
  }
  const end = ground.newId('end');
  ground.node('endEvent', end);
  ground.path(pick(beginnings, entry)(ground), ground.lay(block), end);
}
