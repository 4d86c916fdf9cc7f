import { createBpmnFamily } from './bpmn-family.js';
import { prepareCorpus } from './corpus.js';
import type { Family, FamilyName } from './family.js';
import { createDmnFamily } from './dmn/dmn-family.js';
import { createFeelFamily } from './feel/feel-family.js';
import { readExpressions } from './feel/read-expressions.js';
import { createForeignFamily } from './foreign/foreign-family.js';
import { readDecisions, readForeignCases, readModels, readScriptedModels } from './read-models.js';

type MakeFamily = (projectFolder: string) => Promise<Family>;

const makers: Readonly<Record<FamilyName, MakeFamily>> = {
  bpmn: async (folder) =>
    createBpmnFamily(await prepareCorpus(readModels(folder), readScriptedModels(folder))),
  feel: (folder) => Promise.resolve(createFeelFamily(readExpressions(folder))),
  dmn: (folder) =>
    Promise.resolve(
      createDmnFamily({ models: readDecisions(folder), expressions: readExpressions(folder) }),
    ),
  foreign: (folder) => Promise.resolve(createForeignFamily(readForeignCases(folder))),
};

/** Reads what the attempts of these sorts begin with. */
export async function prepareFamilies(
  names: readonly FamilyName[],
  projectFolder: string,
): Promise<readonly Family[]> {
  return Promise.all(names.map((name) => makers[name](projectFolder)));
}
