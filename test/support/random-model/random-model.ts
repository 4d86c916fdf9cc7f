import fc from 'fast-check';
import { createDefinitionsWriter, tag } from '../process-builder-xml.js';
import { containerPieces } from './container-pieces.js';
import { guardTriggers } from './definitions.js';
import { entryForms, layEntry } from './entries.js';
import { eventPieces, layHandler } from './event-pieces.js';
import { gatewayPieces } from './gateway-pieces.js';
import { type Block, Ground, type Order, pick, type Site } from './ground.js';
import { loopPieces } from './loop-pieces.js';
import type { Piece } from './piece.js';
import { taskPieces } from './task-pieces.js';

/** Everything that models are made of. */
export const pieces: Readonly<Record<string, Piece>> = {
  ...taskPieces,
  ...eventPieces,
  ...gatewayPieces,
  ...containerPieces,
  ...loopPieces,
};

/** A process with all that it calls. */
export interface RandomModel {
  /** How the process begins. */
  readonly entry: number;
  /** What an event sub-process of the process itself waits for; left out, it has none. */
  readonly handler?: number;
  readonly block: Block;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Forms of pieces, each piece as likely as any other. */
function blocksOf(isTaken: (piece: Piece, variant: number) => boolean): fc.Arbitrary<Block> {
  const listForms = (piece: Piece): number[] =>
    upTo(piece.variants ?? 1).filter((variant) => isTaken(piece, variant));
  return fc.letrec<{ block: Block; whole: Block; one: Block[]; some: Block[] }>((tie) => {
    const of = (size: Piece['inner'], inner: fc.Arbitrary<Block[]>): fc.Arbitrary<Block> =>
      fc.oneof(
        ...Object.entries(pieces).flatMap(([name, piece]) => {
          const forms = listForms(piece);
          if (piece.inner !== size || forms.length === 0) return [];
          const variant = fc.constantFrom(...forms);
          return [fc.record({ piece: fc.constant(name), variant, inner })];
        }),
      );
    const depth = { depthIdentifier: 'model', depthSize: 'medium', maxDepth: 3 } as const;
    const several = { minLength: 2, maxLength: 3, depthIdentifier: 'model' } as const;
    return {
      one: fc.array(tie('block'), { ...several, minLength: 1, maxLength: 1 }),
      some: fc.array(tie('block'), several),
      block: fc.oneof(
        { ...depth, withCrossShrink: true },
        { weight: 2, arbitrary: of(undefined, fc.constant([])) },
        { weight: 3, arbitrary: of('one', tie('one')) },
        { weight: 2, arbitrary: of('some', tie('some')) },
      ),
      whole: fc.record({
        piece: fc.constantFrom('sequence', 'parallel'),
        variant: fc.constant(0),
        inner: tie('some'),
      }),
    };
  }).whole;
}

/** Models with every element, at every place where it can stand. */
export const models: fc.Arbitrary<RandomModel> = fc
  .tuple(
    fc.nat(entryForms - 1),
    fc.nat(3 * guardTriggers.length),
    blocksOf(() => true),
  )
  .map(([entry, handler, block]) => ({
    ...{ entry, block },
    // Most have none: what interrupts the whole process leaves nothing else to see.
    ...(handler < guardTriggers.length ? { handler } : {}),
  }));

/** Models whose end depends neither on what comes first nor on the order of their XML. */
export const calmModels: fc.Arbitrary<RandomModel> = fc.record({
  entry: fc.constant(0),
  block: blocksOf(({ isRace }, variant) => isRace?.(variant) !== true),
});

/** BPMN with the process `main` and all it calls; `order` says how the parts of each scope are written down. */
export function writeModel(model: RandomModel, order: Order = (items) => [...items]): string {
  const site: Site = {
    definitions: createDefinitionsWriter(),
    order,
    layBlock: (ground, block) => {
      const piece = pieces[block.piece];
      if (piece === undefined) throw new TypeError(`Expected a piece but got '${block.piece}'`);
      return piece.lay(ground, block);
    },
    called: [],
    count: 0,
  };
  const main = new Ground(site).scope((ground) => {
    layEntry(ground, model.entry, model.block);
    if (model.handler !== undefined) layHandler(ground, pick(guardTriggers, model.handler));
  });
  const processes = [tag('bpmn:process', { id: 'main', isExecutable: 'true' }, main)];
  for (let next = site.called.shift(); next !== undefined; next = site.called.shift())
    processes.push(next());
  return site.definitions.write(processes);
}

/** One small model for every form of every piece, every way to begin, and every event sub-process. */
export function listPlainModels(): readonly RandomModel[] {
  const block: Block = { piece: 'user', variant: 0, inner: [] };
  return [
    ...upTo(entryForms).map((entry) => ({ entry, block })),
    ...upTo(guardTriggers.length).map((handler) => ({ entry: 0, handler, block })),
    ...Object.entries(pieces).flatMap(([piece, { variants = 1, inner }]) =>
      upTo(variants).map((variant) => {
        const within = inner === undefined ? [] : inner === 'one' ? [block] : [block, block];
        return { entry: 0, block: { piece, variant, inner: within } };
      }),
    ),
  ];
}
