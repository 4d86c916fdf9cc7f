import { loadDemo, loadLibrary, loadRecordTypes } from '../../definitions/index.js';
import { createRecordTypes } from '../../server/features/records/record-types.js';

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
