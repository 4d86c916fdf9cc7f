import { hasJuel } from '../../juel/translate-juel.js';
import { isPlainName } from '../../juel/write-feel.js';
import type { Place } from '../../place.js';

/** What a multi-instance is repeated for. */
export function importLoop(place: Place): void {
  const { facts, plan } = place;
  const collection = facts.attribute('camunda', 'collection');
  const item = facts.attribute('camunda', 'elementVariable');
  if (collection !== undefined) {
    const text = collection.value.trim();
    const name = isPlainName(text) ? `=${text}` : undefined;
    const value = hasJuel(text) ? place.value(collection, text) : name;
    if (value !== undefined) {
      plan.set('loop', 'collection', value);
      place.mapped(collection, `the collection ${value}`);
    } else if (!hasJuel(text))
      place.blocks(collection, `'${text}' is neither a variable nor an expression`);
  }
  if (item === undefined) return;
  plan.set('loop', 'item', item.value);
  place.mapped(item, `the variable '${item.value}' of each instance`);
}
