import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import {
  LibraryError,
  loadLibrary,
  type Library,
  type LibraryProcess,
} from '../../definitions/index.js';
import { listCallable } from '../../engine/dmn/index.js';
import { checkForm, listFields } from '../../engine/forms/index.js';
import { compileBpmn, parseBpmn } from '../../engine/parser/index.js';
import { readModel, type TailoringModel } from '../../engine/tailoring/index.js';
import { verifySoundness } from '../../engine/verification/index.js';
import { compileDecisions } from '../support/compile-decisions.js';

const definitions = path.join(__dirname, '../../definitions');

let library: Library;

beforeAll(async () => {
  library = await loadLibrary();
});

/** Every model of the library with the forms and decisions it can use. */
function listModels(): {
  name: string;
  xml: string;
  formIds: string[];
  decisions: LibraryProcess['decisions'];
}[] {
  return library.processes.flatMap(({ processId, xml, forms, decisions, tailored }) => [
    { name: processId, xml, formIds: forms.map(({ formId }) => formId), decisions },
    ...tailored.map((variant) => ({
      name: `${processId} for ${variant.name}`,
      xml: variant.xml,
      formIds: [...forms, ...variant.forms].map(({ formId }) => formId),
      decisions: [...decisions, ...variant.decisions],
    })),
  ]);
}

async function readXml(xml: string): Promise<TailoringModel> {
  return readModel((await parseBpmn(xml)).definitions);
}

/** Not FEEL, whose value is only known at run time. */
function isConstant(value: unknown): boolean {
  return typeof value === 'string' && !value.startsWith('=');
}

describe('the library', () => {
  it('lists every process that is in its folders', () => {
    // given
    const files = readdirSync(definitions, { recursive: true, encoding: 'utf8' });

    // when
    const folders = files
      .filter((file) => path.basename(file) === 'process.bpmn')
      .map((file) => path.dirname(file));

    // then
    const listed = library.processes.flatMap(({ folder, tailored }) => [
      folder,
      ...tailored.map(({ name }) => `${folder}/tailored/${name}`),
    ]);
    expect(folders.sort()).toEqual(listed.sort());
  });

  it('lists every calendar that is in its folder', () => {
    const files = readdirSync(path.join(definitions, 'calendars'));
    expect(library.calendars.map(({ id }) => `${id}.json`).sort()).toEqual(files.sort());
  });

  it('compiles every model without a problem', async () => {
    for (const { name, xml, formIds, decisions } of listModels()) {
      const models = await compileDecisions(decisions);
      const known = models.flatMap(listCallable).map(({ decisionId }) => decisionId);

      // when
      const decisionIds = { known, together: known };
      const { programs, problems } = await compileBpmn(xml, { formIds, decisionIds });

      // then
      expect({ name, problems }).toEqual({ name, problems: [] });
      expect(programs).toHaveLength(1);
    }
  });

  it('has processes that always come to their end', async () => {
    for (const { name, xml } of listModels()) {
      const { programs } = await compileBpmn(xml);
      const verdicts = programs.map((program) => verifySoundness(program).verdict);
      expect({ name, verdicts }).toEqual({ name, verdicts: ['sound'] });
    }
  });

  it('has no form that nobody uses, and none that is used in vain', async () => {
    for (const { name, xml, formIds } of listModels()) {
      const { elements } = await readXml(xml);
      const used = Object.values(elements).flatMap(({ properties }) => properties['form'] ?? []);
      expect({ name, forms: [...used].sort() }).toEqual({ name, forms: [...formIds].sort() });
    }
  });

  it('has forms that can be obeyed in full', () => {
    for (const { formId, schema } of library.processes.flatMap(({ forms }) => forms)) {
      expect({ formId, problems: checkForm(schema) }).toEqual({ formId, problems: [] });
      expect(listFields(schema).some(({ isReadOnly }) => !isReadOnly)).toBe(true);
    }
  });

  it('names roles, groups and calendars that exist', async () => {
    // given
    const roles = library.roles.map(({ id }) => id);
    const calendars = library.calendars.map(({ id }) => id);

    for (const { xml } of listModels()) {
      for (const { properties } of Object.values((await readXml(xml)).elements)) {
        // when
        const listed = (pattern: RegExp) =>
          Object.entries(properties)
            .filter(([name, value]) => pattern.test(name) && isConstant(value))
            .flatMap(([, value]) => (typeof value === 'string' ? value.split(',') : []));

        // then
        expect(roles).toEqual(
          expect.arrayContaining(listed(/^(assignment\.candidateRoles|start\.roles)$/)),
        );
        expect(calendars).toEqual(expect.arrayContaining(listed(/^clock\..*\.calendar$/)));
        expect(['first-line', 'second-line']).toEqual(
          expect.arrayContaining(listed(/^(assignment\.candidateGroups|io\.input\.toGroups)$/)),
        );
      }
    }
  });
});

describe('a standard process', () => {
  it('says of each of its nodes what a tailored process may do with it', async () => {
    for (const { xml } of library.processes) {
      const { elements, guidelines } = await readXml(xml);
      const silent = Object.values(elements)
        .filter(({ type }) => type !== 'process' && type !== 'sequenceFlow')
        .filter(({ id }) => !guidelines[id]?.some(({ property }) => property === undefined))
        .map(({ id }) => id);
      expect(silent).toEqual([]);
    }
  });

  it('gives its guidelines ids of their own, and a text for people', async () => {
    for (const { xml } of library.processes) {
      const all = Object.values((await readXml(xml)).guidelines).flat();
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(all.filter(({ text }) => text === undefined)).toEqual([]);
    }
  });

  it('has guidelines that cover the values the standard itself has', async () => {
    for (const { xml } of library.processes) {
      const { elements, guidelines } = await readXml(xml);
      for (const [id, list] of Object.entries(guidelines)) {
        for (const { kind, property } of list) {
          if (property === undefined || kind === 'extensible') continue;
          const names = Object.keys(elements[id]?.properties ?? {});
          const isThere = names.some((one) => one === property || one.startsWith(`${property}.`));
          expect({ id, property, isThere }).toEqual({ id, property, isThere: true });
        }
      }
    }
  });
});

describe('loadLibrary', () => {
  async function makeLibrary(files: Record<string, string>): Promise<string> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'library-'));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    return folder;
  }

  const catalogue = `
    formatVersion: 1
    roles: []
    calendars: [calendars/office.json]
    levels:
      - level: 2
        name: Repeatable
        keyProcessAreas:
          - id: area
            name: Area
            processes: [{ id: one, name: One, folder: one }]`;

  it('names everything that is wrong at once', async () => {
    // given
    const folder = await makeLibrary({
      'library.yaml': catalogue,
      'calendars/office.json': '{"id": "other"}',
      'one/process.bpmn': '<xml/>',
      'one/first.form.json': '{ no json',
      'one/second.form.json': '{"id":"third","type":"default","schemaVersion":19,"components":[]}',
    });

    // when
    const failure: unknown = await loadLibrary(folder).catch((error: unknown) => error);

    // then
    expect(failure).toBeInstanceOf(LibraryError);
    const files = (failure as LibraryError).problems.map(({ file }) => file);
    expect(new Set(files)).toEqual(
      new Set([
        'calendars/office.json',
        'one/README.md',
        'one/first.form.json',
        'one/second.form.json',
      ]),
    );
  });

  it('does not read files outside of the library', async () => {
    const folder = await makeLibrary({
      'library.yaml': catalogue.replace('calendars/office.json', '../../etc/hostname'),
    });
    await expect(loadLibrary(folder)).rejects.toThrow("'../../etc/hostname'");
  });
});
