import { findFreeName } from './file-names.js';

export interface DecisionFile {
  readonly name: string;
  readonly xml: string;
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function toId(title: string): string {
  const id = title
    .normalize('NFKD')
    .replace(/[^\w]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '')
    .toLowerCase();
  return id === '' ? 'decision' : id;
}

/** A file with one decision table, of one input and one output, ready to be filled in. */
export function createDecisionFile(title: string, existing: readonly DecisionFile[]): DecisionFile {
  const id = toId(title);
  const label = escapeXml(title);
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" id="${id}-file" name="${label}" namespace="urn:lemniscate:decisions:${id}">
  <inputData id="${id}-given" name="given">
    <variable id="${id}-given-variable" name="given" typeRef="string" />
  </inputData>
  <decision id="${id}" name="${label}">
    <variable id="${id}-variable" name="${label}" typeRef="string" />
    <informationRequirement id="${id}-needs">
      <requiredInput href="#${id}-given" />
    </informationRequirement>
    <decisionTable id="${id}-table" hitPolicy="UNIQUE">
      <input id="${id}-input" label="Given">
        <inputExpression id="${id}-expression" typeRef="string"><text>given</text></inputExpression>
      </input>
      <output id="${id}-output" label="Result" typeRef="string" />
      <rule id="${id}-rule">
        <inputEntry id="${id}-rule-input"><text></text></inputEntry>
        <outputEntry id="${id}-rule-output"><text></text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="${id}-diagram">
      <dmndi:DMNShape id="${id}-shape" dmnElementRef="${id}">
        <dc:Bounds height="80" width="180" x="160" y="100" />
      </dmndi:DMNShape>
      <dmndi:DMNShape id="${id}-given-shape" dmnElementRef="${id}-given">
        <dc:Bounds height="45" width="125" x="187" y="240" />
      </dmndi:DMNShape>
      <dmndi:DMNEdge id="${id}-edge" dmnElementRef="${id}-needs">
        <di:waypoint x="250" y="240" />
        <di:waypoint x="250" y="180" />
      </dmndi:DMNEdge>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
  return { name: findFreeName(`${id}.dmn`, existing), xml };
}
