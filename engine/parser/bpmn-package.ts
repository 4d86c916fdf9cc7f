import { BpmnModdle, type ModdlePackage } from 'bpmn-moddle';

type ModdleType = ModdlePackage['types'][number];
type ModdleProperty = Readonly<Record<string, unknown>>;

/** Where the library differs from the schema of BPMN 2.0.2: by type and property, what the schema says. */
const slips: Readonly<Record<string, ModdleProperty>> = {
  'GlobalScriptTask.script': { name: 'script', type: 'String' },
  'Participant.endPointRefs': reference('endPointRef', 'EndPoint', true),
  'ParticipantAssociation.innerParticipantRef': reference('innerParticipantRef', 'Participant'),
  'ParticipantAssociation.outerParticipantRef': reference('outerParticipantRef', 'Participant'),
  'ConversationNode.messageFlowRefs': reference('messageFlowRef', 'MessageFlow', true),
  'CorrelationProperty.type': { name: 'type', type: 'String', isAttr: true },
};

/** BPMN as the library describes it, with its slips mended. */
export function readBpmnPackage(): ModdlePackage {
  const original = new BpmnModdle().getPackage('bpmn');
  return { ...original, types: original.types.map(mend) };
}

function mend(type: ModdleType): ModdleType {
  const properties = type.properties?.map(
    (property) => slips[`${type.name}.${localName(property)}`] ?? property,
  );
  return { ...type, ...(properties === undefined ? {} : { properties }) };
}

/** One that the schema writes as an element of its own. */
function reference(name: string, type: string, isMany = false): ModdleProperty {
  return { name, type, isReference: true, ...(isMany ? { isMany } : {}) };
}

function localName({ name }: ModdleProperty): string {
  return typeof name === 'string' ? name.slice(name.indexOf(':') + 1) : '';
}
