import { chooseVariant } from '../../../../designer/features/start/choose-variant.js';
import type { Scope } from '../../../../server/contract/index.js';

const variant = (name: string, scope: Scope) => ({
  processDefinitionKey: name,
  version: 1,
  name,
  scope,
});
const standard = variant('standard', {});
const ofUnit = variant('unit', { unitId: 'north' });
const ofCustomer = variant('customer', { customerId: 'harbour' });
const ofService = variant('service', { serviceId: 'payroll' });

describe('chooseVariant', () => {
  it('takes the standard where nothing more specific fits', () => {
    // when
    const chosen = chooseVariant([ofService, standard], { serviceId: 'email' });

    // then
    expect(chosen).toBe(standard);
  });

  it('prefers service to customer to unit', () => {
    // given
    const all = [standard, ofUnit, ofCustomer, ofService];
    const scope = { unitId: 'north', customerId: 'harbour', serviceId: 'payroll' };

    // when
    const chosen = [all, all.slice(0, 3), all.slice(0, 2)].map((some) =>
      chooseVariant(some, scope),
    );

    // then
    expect(chosen).toEqual([ofService, ofCustomer, ofUnit]);
  });

  it('finds none where none fits', () => {
    // when
    const chosen = chooseVariant([ofService], {});

    // then
    expect(chosen).toBeUndefined();
  });
});
