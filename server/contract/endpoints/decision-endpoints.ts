import {
  decisionDefinitionSchema,
  decisionDefinitionSearchRequestSchema,
  decisionDefinitionSearchResultSchema,
  decisionInstanceSchema,
  decisionInstanceSearchRequestSchema,
  decisionInstanceSearchResultSchema,
} from '../decisions.js';
import type { Endpoint } from '../endpoint.js';
import { xmlResponseSchema } from '../process-definitions.js';

export const decisionEndpoints = {
  searchDecisionDefinitions: {
    method: 'post',
    path: '/v2/decision-definitions/search',
    tag: 'Decisions',
    summary: 'Search deployed versions of decisions',
    access: ['read', 'ProcessDefinition'],
    status: 200,
    body: decisionDefinitionSearchRequestSchema,
    response: decisionDefinitionSearchResultSchema,
  },
  getDecisionDefinition: {
    method: 'get',
    path: '/v2/decision-definitions/{decisionDefinitionKey}',
    tag: 'Decisions',
    summary: 'Get a deployed version of a decision',
    access: ['read', 'ProcessDefinition'],
    status: 200,
    response: decisionDefinitionSchema,
  },
  getDecisionDefinitionXml: {
    method: 'get',
    path: '/v2/decision-definitions/{decisionDefinitionKey}/xml',
    tag: 'Decisions',
    summary: 'Get its DMN',
    access: ['read', 'ProcessDefinition'],
    status: 200,
    response: xmlResponseSchema,
  },
  searchDecisionInstances: {
    method: 'post',
    path: '/v2/decision-instances/search',
    tag: 'Decisions',
    summary: 'Search the decisions that an instance has made, with the rules that fired',
    access: ['read', 'ProcessInstance'],
    status: 200,
    body: decisionInstanceSearchRequestSchema,
    response: decisionInstanceSearchResultSchema,
  },
  getDecisionInstance: {
    method: 'get',
    path: '/v2/decision-instances/{decisionInstanceKey}',
    tag: 'Decisions',
    summary: 'Get a decision that an instance has made',
    access: ['read', 'ProcessInstance'],
    status: 200,
    response: decisionInstanceSchema,
  },
} as const satisfies Record<string, Endpoint>;
