import { type Attributes, tag } from '../process-builder-xml.js';
import { guardedBy } from './event-pieces.js';
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

/** Any activity with loop characteristics; what is called gets only its input. */
function layActivity(ground: Ground, block: Block, loop: string): Ends {
  const { variant } = block;
  switch (variant % 5) {
    case 0:
      return ground.node('userTask', ground.newId('user'), [...assigned, loop]);
    case 1: {
      const content = ground.closedScope((inner) => [inner.layInner(block)]);
      return ground.node('subProcess', ground.newId('sub'), [loop, ...content]);
    }
    case 2: {
      const calledElement = ground.process((inner) => [inner.layInner(block)]);
      const content = [withInputs({ given: '1' }), loop];
      return ground.node('callActivity', ground.newId('call'), content, { calledElement });
    }
    case 3:
      return ground.node('serviceTask', ground.newId('service'), [
        tag('bpmn:extensionElements', {}, [tag('lemniscate:job', { type: 's' })]),
        loop,
      ]);
    default: {
      const content = ground.closedScope((inner) => [inner.layInner(block)]);
      return ground.node('transaction', ground.newId('deal'), [loop, ...content]);
    }
  }
}

const standardLoop: Lay = (ground, block) => {
  const form = Math.floor(block.variant / 5) % 3;
  const attributes: Attributes = {
    ...(form === 1 ? { testBefore: 'true' } : {}),
    ...(form === 2 ? { loopMaximum: '2' } : {}),
  };
  const condition = form === 2 ? 'true' : 'loopCounter < 2';
  const content = [tag('bpmn:loopCondition', {}, [], condition)];
  return layActivity(ground, block, tag('bpmn:standardLoopCharacteristics', attributes, content));
};

const forms = ['number', 'collection', 'condition', 'None', 'One', 'Complex', 'All'] as const;

/** How a multi-instance is told apart from others: by its form, and by what it repeats. */
const multiInstance: Lay = (ground, block) => {
  const form = pick(forms, Math.floor(block.variant / 10));
  const isSequential = String(Math.floor(block.variant / 5) % 2 === 1);
  const characteristics = tag(
    'bpmn:multiInstanceLoopCharacteristics',
    { isSequential, ...(isBehavior(form) ? { behavior: form } : {}) },
    writeForm(ground, form),
  );
  const host = layActivity(ground, block, characteristics);
  if (form !== 'Complex') return host;
  return guardedBy(ground, host, { trigger: 'escalation', isInterrupting: false });
};

function isBehavior(form: (typeof forms)[number]): boolean {
  return form === 'None' || form === 'One' || form === 'Complex' || form === 'All';
}

function writeForm(ground: Ground, form: (typeof forms)[number]): readonly string[] {
  const [output, number] = [ground.newId('results'), tag('bpmn:loopCardinality', {}, [], '2')];
  switch (form) {
    case 'collection': {
      const attributes = { collection: '[1, 2]', item: 'item', outputCollection: output };
      return [
        tag('bpmn:extensionElements', {}, [
          tag('lemniscate:loop', { ...attributes, outputItem: '=item * 2' }),
        ]),
      ];
    }
    case 'condition':
      return [number, tag('bpmn:completionCondition', {}, [], 'numberOfCompletedInstances >= 1')];
    case 'Complex':
      return [number, complexBehavior(ground)];
    default:
      return [number];
  }
}

const formal = { 'xsi:type': 'bpmn:tFormalExpression' };

function complexBehavior(ground: Ground): string {
  const escalationRef = ground.site.definitions.declare('escalation', 'odd');
  return tag('bpmn:complexBehaviorDefinition', {}, [
    tag('bpmn:condition', formal, [], 'numberOfCompletedInstances = 1'),
    tag('bpmn:event', {}, [tag('bpmn:escalationEventDefinition', { escalationRef })]),
  ]);
}

/** Activities that are repeated. */
export const loopPieces: Readonly<Record<string, Piece>> = {
  standardLoop: { lay: standardLoop, inner: 'one', variants: 15 },
  multiInstance: {
    ...{ lay: multiInstance, inner: 'one', variants: 10 * forms.length },
    isRace: (variant) => pick(forms, Math.floor(variant / 10)) === 'condition',
  },
};
