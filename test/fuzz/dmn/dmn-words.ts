import type { Vocabulary } from '../mutate-xml.js';
import { hostileValues } from '../words.js';

const types = [
  ...['string', 'number', 'boolean', 'date', 'time', 'dateTime', 'date and time', 'Any', 'any'],
  ...['days and time duration', 'dayTimeDuration', 'yearMonthDuration', 'list', 'context'],
  ...['feel:number', 'no such type', 'function', 'range<number>', 'tPerson'],
];

/** What elements and attributes of DMN are called, and what they may say. */
export const dmnVocabulary: Vocabulary = {
  elements: [
    ...['decision', 'inputData', 'businessKnowledgeModel', 'decisionService', 'itemDefinition'],
    ...['informationRequirement', 'knowledgeRequirement', 'authorityRequirement', 'import'],
    ...['requiredDecision', 'requiredInput', 'requiredKnowledge', 'variable', 'literalExpression'],
    ...['decisionTable', 'input', 'inputExpression', 'inputValues', 'output', 'outputValues'],
    ...['defaultOutputEntry', 'rule', 'inputEntry', 'outputEntry', 'annotationEntry', 'text'],
    ...['context', 'contextEntry', 'invocation', 'binding', 'parameter', 'functionDefinition'],
    ...['formalParameter', 'encapsulatedLogic', 'relation', 'column', 'row', 'list', 'expression'],
    ...['conditional', 'if', 'then', 'else', 'filter', 'in', 'match', 'for', 'return', 'some'],
    ...['every', 'satisfies', 'itemComponent', 'typeRef', 'allowedValues', 'typeConstraint'],
    ...['outputDecision', 'encapsulatedDecision', 'inputDecision', 'functionItem', 'definitions'],
  ],
  attributes: [
    ...['id', 'name', 'href', 'typeRef', 'hitPolicy', 'aggregation', 'isCollection', 'kind'],
    ...[
      'label',
      'expressionLanguage',
      'namespace',
      'locationURI',
      'importType',
      'xmlns',
      'outputs',
    ],
    ...['iteratorVariable', 'preferredOrientation', 'outputLabel', 'typeLanguage', 'xsi:type'],
  ],
  values: [
    ...hostileValues,
    ...types,
    ...['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER', 'U', 'C+'],
    ...['SUM', 'MIN', 'MAX', 'COUNT', 'FEEL', 'Java', 'PMML', 'http://www.omg.org/spec/FEEL/'],
    ...['#', '#_1', 'x#y', 'https://www.omg.org/spec/DMN/20191111/MODEL/'],
  ],
};
