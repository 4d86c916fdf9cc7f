import { tag } from '../process-builder-xml.js';
import { throwing } from './definitions.js';
import { guardedBy } from './event-pieces.js';
import { assigned, type Block, type Ground, type Lay, pick, withInputs } from './ground.js';
import type { Piece } from './piece.js';

const subProcess: Lay = (ground, block) =>
  ground.node(
    'subProcess',
    ground.newId('sub'),
    ground.closedScope((inner) => [inner.layInner(block)]),
  );

/** It sees only its input: how far others have come when it begins does not matter to it. */
const call: Lay = (ground, block) => {
  const calledElement = ground.process((inner) => [inner.layInner(block)]);
  const content = [withInputs({ given: '1' })];
  return ground.node('callActivity', ground.newId('call'), content, { calledElement });
};

/** Without start and end events: it begins everywhere no flow leads. */
const bare: Lay = (ground, block) =>
  ground.node(
    'subProcess',
    ground.newId('sub'),
    ground.scope((inner) => {
      subProcess(inner, block);
      inner.path(inner.user('one'), inner.user('other'));
    }),
  );

const adHocForms = ['people', 'sequential', 'condition', 'remaining', 'rule'] as const;

/** People begin its activities, or a rule; a person, its condition or the rule says that it is done. */
const adHoc: Lay = (ground, { variant }) => {
  const [id, doneName] = [ground.newId('desk'), ground.newId('done')];
  const form = pick(adHocForms, variant);
  const isDone = tag('lemniscate:result', { variable: doneName });
  const result = tag('bpmn:extensionElements', {}, [isDone]);
  const [ask, finish] = [ground.newId('ask'), ground.newId('finish')];
  const content = ground.scope((inner) => {
    inner.node('userTask', ask, assigned);
    inner.node('scriptTask', finish, [result, tag('bpmn:script', {}, [], 'true')]);
    if (form === 'people') inner.path(inner.user('look'), inner.user('answer'));
  });
  const rule = `=["${ask}", "${finish}"]`;
  const extensions = [
    ...(form === 'rule' ? [tag('lemniscate:adHoc', { activeElements: rule })] : []),
    tag('lemniscate:io', {}, [tag('lemniscate:input', { target: doneName, source: '=false' })]),
  ];
  const isConditional = form === 'condition' || form === 'remaining';
  const condition = isConditional ? [tag('bpmn:completionCondition', {}, [], doneName)] : [];
  return ground.node(
    'adHocSubProcess',
    id,
    [tag('bpmn:extensionElements', {}, extensions), ...content, ...condition],
    {
      ordering: form === 'sequential' ? 'Sequential' : 'Parallel',
      ...(form === 'remaining' ? { cancelRemainingInstances: 'false' } : {}),
    },
  );
};

const handlerForms = ['manualTask', 'userTask', 'scriptTask', 'subProcess'] as const;

/** An activity that can be undone: by an activity beside it, or by an event sub-process inside. */
function layUndoable(ground: Ground, block: Block): string {
  const [id, event, handler] = [ground.newId('do'), ground.newId('undo'), ground.newId('handler')];
  const content = ground.scope((inner) => {
    inner.add(...inner.closedScope((deeper) => [deeper.layInner(block)]));
    if (block.variant % 5 === 4) layUndoInside(inner);
  });
  ground.node('subProcess', id, content);
  if (block.variant % 5 === 4) return id;
  const compensate = tag('bpmn:compensateEventDefinition', {});
  ground.node('boundaryEvent', event, [compensate], { attachedToRef: id });
  layUndoing(ground, handler, pick(handlerForms, block.variant % 5));
  const ends = { id: ground.newId('undoing'), sourceRef: event, targetRef: handler };
  ground.add(tag('bpmn:association', { ...ends, associationDirection: 'One' }));
  return id;
}

function layUndoing(ground: Ground, id: string, type: (typeof handlerForms)[number]): void {
  const attributes = { isForCompensation: 'true' };
  switch (type) {
    case 'manualTask':
      ground.node(type, id, [], attributes);
      break;
    case 'userTask':
      ground.node(type, id, assigned, attributes);
      break;
    case 'scriptTask':
      ground.node(type, id, [tag('bpmn:script', {}, [], '1')], attributes);
      break;
    case 'subProcess':
      ground.node(
        type,
        id,
        ground.closedScope((inner) => [inner.user('undo')]),
        attributes,
      );
  }
}

function layUndoInside(ground: Ground): void {
  const start = ground.newId('undo');
  const content = ground.scope((inner) => {
    const end = inner.newId('end');
    inner.node('startEvent', start, [tag('bpmn:compensateEventDefinition', {})]);
    inner.node('endEvent', end);
    inner.path(start, inner.user('undo'), end);
  });
  ground.node('subProcess', ground.newId('handler'), content, { triggeredByEvent: 'true' });
}

/** Is done, and undone by a throwing event: all, or just this, waited for or not. */
const compensated: Lay = (ground, block) => {
  const id = layUndoable(ground, block);
  const thrower = ground.newId('throw');
  const form = Math.floor(block.variant / 5) % 3;
  const attributes = {
    ...(form === 1 ? { activityRef: id } : {}),
    ...(form === 2 ? { waitForCompletion: 'false' } : {}),
  };
  const definition = tag('bpmn:compensateEventDefinition', attributes);
  return ground.path(id, ground.node('intermediateThrowEvent', thrower, [definition]));
};

/** Ends well, or is canceled when all in it is done or while it goes on. */
const transaction: Lay = (ground, block) => {
  const id = ground.newId('deal');
  const form = block.variant % 3;
  const content = ground.scope((inner) => {
    const [start, end] = [inner.newId('start'), inner.newId('end')];
    const undoable = layUndoable(inner, { ...block, variant: Math.floor(block.variant / 3) });
    inner.node('startEvent', start);
    inner.node('endEvent', end, form === 1 ? throwing(inner, 'cancel', end) : []);
    if (form < 2) inner.path(start, undoable, end);
    else layDoubt(inner, start, undoable, end);
  });
  const host = ground.node('transaction', id, content);
  return guardedBy(ground, host, { trigger: 'cancel', isInterrupting: true });
};

/** A person may cancel meanwhile. */
function layDoubt(ground: Ground, start: string, undoable: string, end: string): void {
  const [fork, cancel] = [ground.newId('fork'), ground.newId('end')];
  ground.node('parallelGateway', fork);
  ground.node('endEvent', cancel, throwing(ground, 'cancel', cancel));
  ground.path(start, fork, undoable, end);
  ground.path(fork, ground.user('cancel'), cancel);
}

/** What holds others inside. */
export const containerPieces: Readonly<Record<string, Piece>> = {
  subProcess: { lay: subProcess, inner: 'one' },
  call: { lay: call, inner: 'one' },
  bare: { lay: bare, inner: 'one' },
  adHoc: { lay: adHoc, variants: adHocForms.length },
  compensated: {
    ...{ lay: compensated, inner: 'one', variants: 15 },
    // What else has completed beside it is another matter each time.
    isRace: (variant) => Math.floor(variant / 5) % 3 !== 1,
  },
  transaction: {
    ...{ lay: transaction, inner: 'one', variants: 15 },
    isRace: (variant) => variant % 3 === 2,
  },
};
