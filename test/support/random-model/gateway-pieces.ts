import { tag } from '../process-builder-xml.js';
import { type Block, type Ends, type Ground, type Lay, pick, withInputs } from './ground.js';
import type { Piece } from './piece.js';
import { beside } from './task-pieces.js';

function layAll(ground: Ground, { inner }: Block): readonly Ends[] {
  const ends = inner.map((each) => ground.lay(each));
  return ends.length > 0 ? ends : [ground.user('user')];
}

const sequence: Lay = (ground, block) => ground.path(...layAll(ground, block));

const parallel: Lay = (ground, block) => beside(ground, layAll(ground, block));

/** A task with several flows out of it, to another with several flows into it that waits for all. */
const implicit: Lay = (ground, block) => {
  const [split, join] = [ground.newId('split'), ground.newId('join')];
  const branches = layAll(ground, block);
  ground.node('task', split);
  ground.node('task', join, [], { startQuantity: String(branches.length) });
  for (const branch of branches) ground.path(split, branch, join);
  return { first: split, last: join };
};

/** The first flow is the default one; the variant says by its bits which of the others are taken. */
function split(gateway: string, isWhole: boolean, isJoined: boolean): Lay {
  return (ground, block) => {
    const [first, last] = [ground.newId('split'), ground.newId(isJoined ? 'joined' : 'merge')];
    const otherwise = `${first}_otherwise`;
    ground.node(gateway, first, [], { default: otherwise });
    ground.node(isJoined ? 'inclusiveGateway' : 'exclusiveGateway', last);
    layAll(ground, block).forEach((branch, index) => {
      const bit = isWhole ? block.variant >> (index - 1) : Number(block.variant % 3 === index);
      const condition = bit % 2 === 1 ? 'true' : 'false';
      ground.flow(first, branch.first, index === 0 ? { id: otherwise } : { condition });
      ground.path(branch, last);
    });
    return { first, last };
  };
}

/** Round and round, a fixed number of times; the counter is a variable of a sub-process, so that each has its own. */
const loop: Lay = (ground, block) => {
  const counter = ground.newId('times');
  const content = ground.closedScope((inner) => {
    const [again, enough] = [inner.newId('again'), inner.newId('enough')];
    inner.node('exclusiveGateway', again);
    inner.node('exclusiveGateway', enough, [], { default: `${enough}_back` });
    const body = inner.layInner(block);
    const result = tag('lemniscate:result', { variable: counter });
    const count = inner.node('scriptTask', inner.newId('count'), [
      tag('bpmn:extensionElements', {}, [result]),
      tag('bpmn:script', {}, [], `${counter} + 1`),
    ]);
    inner.path(again, body, count, enough);
    inner.flow(enough, again, { id: `${enough}_back` });
    const after = inner.node('task', inner.newId('after'));
    inner.flow(enough, after.first, { condition: `${counter} >= ${1 + (block.variant % 3)}` });
    return [{ first: again, last: after.last }];
  });
  return ground.node('subProcess', ground.newId('sub'), [
    withInputs({ [counter]: '0' }),
    ...content,
  ]);
};

const activations = [
  'activationCount >= 1',
  'activationCount >= 2',
  undefined,
  'waitingForStart and activationCount >= 1',
] as const;

/** Some of the branches are enough; what leaves with the activation and with the reset ends inside a sub-process. */
const complex: Lay = (ground, block) => {
  const content = ground.closedScope((inner) => {
    const [fork, join] = [inner.newId('fork'), inner.newId('some')];
    const branches = [...layAll(inner, block), inner.user('other')];
    const activation = pick(activations, block.variant);
    inner.node('complexGateway', fork);
    const condition =
      activation === undefined ? [] : [tag('bpmn:activationCondition', {}, [], activation)];
    inner.node('complexGateway', join, condition);
    for (const branch of branches) inner.path(fork, branch, join);
    const start = inner.user('started');
    inner.flow(join, start.first, { condition: 'waitingForStart' });
    if (block.variant % 2 === 0) {
      const reset = inner.newId('reset');
      inner.node('endEvent', reset);
      inner.flow(join, reset, { condition: 'not(waitingForStart)' });
    }
    return [{ first: fork, last: start.last }];
  });
  return ground.node('subProcess', ground.newId('sub'), content);
};

/** What begins side by side, goes in turn, or is chosen. */
export const gatewayPieces: Readonly<Record<string, Piece>> = {
  sequence: { lay: sequence, inner: 'some' },
  parallel: { lay: parallel, inner: 'some' },
  implicit: { lay: implicit, inner: 'some' },
  choice: { lay: split('exclusiveGateway', false, false), inner: 'some', variants: 3 },
  inclusive: { lay: split('inclusiveGateway', true, true), inner: 'some', variants: 4 },
  conditional: { lay: split('task', true, true), inner: 'some', variants: 4 },
  loop: { lay: loop, inner: 'one', variants: 3 },
  complex: { lay: complex, inner: 'some', variants: activations.length, isRace: () => true },
};
