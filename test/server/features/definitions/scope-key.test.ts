import { coveringScopeKeys, scopeKey } from '../../../../server/features/definitions/scope-key.js';

describe('scope keys', () => {
  it('are equal for equal scopes, whatever the order of their fields', () => {
    expect(scopeKey({ customerId: 'c', serviceId: 's' })).toBe(
      scopeKey({ serviceId: 's', customerId: 'c' }),
    );
  });

  it('cannot be forged with separators in ids', () => {
    expect(scopeKey({ serviceId: 'a&customerId=b' })).not.toBe(
      scopeKey({ serviceId: 'a', customerId: 'b' }),
    );
  });

  it('cover a scope from the service down to the organisation', () => {
    // when
    const keys = coveringScopeKeys({ serviceId: 's', customerId: 'c', unitId: 'u' });

    // then
    expect(keys).toEqual([
      'serviceId=s&customerId=c&unitId=u',
      'serviceId=s&customerId=c',
      'serviceId=s&unitId=u',
      'serviceId=s',
      'customerId=c&unitId=u',
      'customerId=c',
      'unitId=u',
      'organisation',
    ]);
  });

  it('cover a scope without a service by what is left', () => {
    expect(coveringScopeKeys({ unitId: 'u' })).toEqual(['unitId=u', 'organisation']);
    expect(coveringScopeKeys({})).toEqual(['organisation']);
  });
});
