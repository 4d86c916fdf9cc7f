import type { DraftModel } from '../draft-model.js';
import type { CompileOptions } from '../index.js';
import type { Problem } from '../problem.js';
import { adHocContent } from './ad-hoc-content.js';
import { activityConditions } from './activity-conditions.js';
import { boundaryHost } from './boundary-host.js';
import { cancelEvents } from './cancel-events.js';
import { compensationHandlers } from './compensation-handlers.js';
import { compensationThrows } from './compensation-throws.js';
import { complexGateways } from './complex-gateways.js';
import { conditionsAtGateways } from './conditions-at-gateways.js';
import { dataAssociations } from './data-associations.js';
import { dataItems } from './data-items.js';
import { dataSets } from './data-sets.js';
import { defaultFlow } from './default-flow.js';
import { expressionLanguages } from './expression-languages.js';
import { executableProcesses } from './executable-processes.js';
import { eventBasedGateways } from './event-based-gateways.js';
import { flowConnections } from './flow-connections.js';
import { flowEnds } from './flow-ends.js';
import { gatewayFlows } from './gateway-flows.js';
import { identifiers } from './identifiers.js';
import { gatewayDirection } from './gateway-direction.js';
import { instantiation } from './instantiation.js';
import { knownDecisions } from './known-decisions.js';
import { knownForms } from './known-forms.js';
import { knownJobs } from './known-jobs.js';
import { lanes } from './lanes.js';
import { linkEvents } from './link-events.js';
import { listedFlows } from './listed-flows.js';
import { reachability } from './reachability.js';
import { reusableDefinitions } from './reusable-definitions.js';
import { separations } from './separations.js';
import { scriptSyntax } from './script-syntax.js';
import { startEvents } from './start-events.js';
import { supportedElements } from './supported-elements.js';
import { supportedEvents } from './supported-events.js';
import { taskMessages } from './task-messages.js';

/** Looks at one aspect of a model and tells all that is wrong with it. */
export type Rule = (model: DraftModel, options: CompileOptions) => readonly Problem[];

export const rules: readonly Rule[] = [
  identifiers,
  supportedElements,
  executableProcesses,
  supportedEvents,
  reusableDefinitions,
  startEvents,
  instantiation,
  adHocContent,
  boundaryHost,
  compensationHandlers,
  compensationThrows,
  cancelEvents,
  flowEnds,
  flowConnections,
  listedFlows,
  gatewayFlows,
  activityConditions,
  defaultFlow,
  conditionsAtGateways,
  gatewayDirection,
  eventBasedGateways,
  complexGateways,
  linkEvents,
  reachability,
  knownForms,
  knownDecisions,
  knownJobs,
  scriptSyntax,
  dataAssociations,
  dataSets,
  dataItems,
  taskMessages,
  lanes,
  separations,
  expressionLanguages,
];
