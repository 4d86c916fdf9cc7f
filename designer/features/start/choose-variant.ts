import type { Scope, StartableProcess } from '../../../server/contract/index.js';

type Variant = StartableProcess['variants'][number];

const parts = ['serviceId', 'customerId', 'unitId'] as const;

/** The most specific variant for a scope: service before customer before unit before the whole organisation. */
export function chooseVariant(variants: readonly Variant[], scope: Scope): Variant | undefined {
  const fitting = variants.filter((variant) =>
    parts.every((part) => variant.scope[part] === undefined || variant.scope[part] === scope[part]),
  );
  const weigh = ({ scope: own }: Variant): number =>
    parts.reduce(
      (sum, part, index) => sum + (own[part] === undefined ? 0 : 2 ** (parts.length - index)),
      0,
    );
  return fitting.reduce<Variant | undefined>(
    (best, variant) => (best === undefined || weigh(variant) > weigh(best) ? variant : best),
    undefined,
  );
}
