import { loadDemo, loadLibrary, loadRecordTypes } from '../../definitions/index.js';
import { createRecordTypes } from '../../server/features/records/record-types.js';

describe('the demo data', () => {
  it('gives every role of people to somebody, for everything or for a service', async () => {
    // when
    const { roles } = await loadLibrary();
    const { organisation, people } = await loadDemo();

    // then
    const held = organisation.register.map(({ roleId }) => roleId);
    const given = new Set([...people.flatMap((person) => person.roles), ...held]);
    const ofPeople = roles.filter(({ rights }) => rights !== 'worker');
    expect([...given].sort()).toEqual(ofPeople.map(({ id }) => id).sort());
  });

  it('names only people, services and units that exist in its register and groups', async () => {
    const { organisation, people } = await loadDemo();
    const { register, services, units, groups } = organisation;
    const unitIds = units.map(({ id }) => id);
    expect(people.map(({ username }) => username)).toEqual(
      expect.arrayContaining(register.map(({ username }) => username)),
    );
    expect(services.map(({ id }) => id)).toEqual(
      expect.arrayContaining(register.map(({ serviceId }) => serviceId)),
    );
    expect(unitIds).toEqual(expect.arrayContaining(groups.flatMap(({ unitId }) => unitId ?? [])));
    expect(unitIds).toEqual(
      expect.arrayContaining(units.flatMap(({ parentUnitId }) => parentUnitId ?? [])),
    );
  });

  it('puts people into groups that exist, none of them empty', async () => {
    const { organisation, people } = await loadDemo();
    const joined = new Set(people.flatMap(({ groups }) => groups));
    expect([...joined].sort()).toEqual(organisation.groups.map(({ id }) => id).sort());
  });

  it('has agreements for services and customers that exist', async () => {
    // when
    const { organisation, agreements } = await loadDemo();

    // then
    expect(agreements.length).toBeGreaterThan(0);
    for (const { serviceId, customerId } of agreements) {
      const service = organisation.services.find(({ id }) => id === serviceId);
      expect(service).toBeDefined();
      if (customerId !== undefined) expect(service?.customerIds).toContain(customerId);
    }
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

  it('has records whose people, services and ends of links exist', async () => {
    // when
    const { organisation, people, records } = await loadDemo();
    const types = createRecordTypes(await loadRecordTypes());

    // then
    const usernames = people.map(({ username }) => username);
    const services = organisation.services.map(({ id }) => id);
    const keys = records.flatMap(({ rows }) => rows.map(({ externalKey }) => externalKey));
    for (const { recordTypeId, rows } of records) {
      for (const { externalKey, fields, scope, links } of rows) {
        const { people: named } = types.get(recordTypeId);
        const who = named.participants.flatMap((field) => fields[field] ?? []);
        expect({ externalKey, problems: types.check(recordTypeId, fields) }).toEqual({
          externalKey,
          problems: [],
        });
        expect(usernames).toEqual(expect.arrayContaining(who));
        expect(services).toEqual(expect.arrayContaining(scope.serviceId ? [scope.serviceId] : []));
        expect(keys).toEqual(expect.arrayContaining(links.map(({ to }) => to)));
      }
    }
  });
});
