import { Unprocessable } from '../../errors.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import type { Candidate } from './definition-rows.js';
import type { DefinitionLibrary } from './definition-library.js';

/** The standard that a tailored process is measured against. */
export interface Base {
  readonly definition: ProcessDefinitionDocument;
  /** Every process of the standard's file, with the standard itself. */
  readonly siblings: readonly ProcessDefinitionDocument[];
  readonly xml: string;
}

interface BaseDependencies {
  readonly store: Store;
  readonly library: DefinitionLibrary;
}

/** Nothing for a standard process; throws `Unprocessable` if base and scope do not fit together. */
export async function findBase(
  { store, library }: BaseDependencies,
  candidate: Candidate,
): Promise<Base | undefined> {
  const key = candidate.baseProcessDefinitionKey;
  if (key === undefined) {
    if (Object.keys(candidate.scope).length === 0) return undefined;
    throw new Unprocessable(
      'baseRequired',
      'Expected a base: a process for a part of the organisation is tailored from a standard.',
    );
  }
  const definition = await library.get(candidate.organisationId, key);
  if (definition.isTailored) {
    throw new Unprocessable(
      'baseNotStandard',
      'Expected a standard process as base, but it is tailored itself.',
    );
  }
  if (Object.keys(candidate.scope).length === 0) {
    throw new Unprocessable(
      'scopeRequired',
      'Expected a service, customer or unit that the tailored process is for.',
    );
  }
  const { organisationId, deploymentKey, xmlBlob } = definition;
  const siblings = await store.processDefinitions
    .find({ organisationId, deploymentKey, xmlBlob })
    .lean()
    .exec();
  return { definition, siblings, xml: await library.xml(definition) };
}
