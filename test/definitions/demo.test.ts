import { loadDemo, loadLibrary } from '../../definitions/index.js';

describe('the demo data', () => {
  it('gives every role of the catalogue to somebody', async () => {
    // when
    const { roles } = await loadLibrary();
    const { people } = await loadDemo();

    // then
    const given = new Set(people.flatMap((person) => person.roles));
    expect([...given].sort()).toEqual(roles.map(({ id }) => id).sort());
  });

  it('puts people into groups that exist, none of them empty', async () => {
    const { organisation, people } = await loadDemo();
    const joined = new Set(people.flatMap(({ groups }) => groups));
    expect([...joined].sort()).toEqual(organisation.groups.map(({ id }) => id).sort());
  });

  it('has services that every tailored example can be for', async () => {
    // when
    const { organisation } = await loadDemo();
    const { processes } = await loadLibrary();

    // then
    const services = organisation.services.map(({ id }) => id);
    for (const { scope } of processes.flatMap(({ tailored }) => tailored)) {
      expect(services).toContain(scope.serviceId);
    }
    const customers = organisation.customers.map(({ id }) => id);
    for (const { customerIds } of organisation.services) {
      expect(customers).toEqual(expect.arrayContaining(customerIds));
    }
  });
});
