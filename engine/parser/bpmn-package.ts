import { BpmnModdle, type ModdlePackage } from 'bpmn-moddle';

/**
 * BPMN as the library describes it, with one slip mended: in BPMN's schema (and its section 10.3.4) the script of a
 * global script task is an element, as that of a script task is.
 */
export function readBpmnPackage(): ModdlePackage {
  const original = new BpmnModdle().getPackage('bpmn');
  return { ...original, types: original.types.map(mend) };
}

type ModdleType = ModdlePackage['types'][number];

function mend(type: ModdleType): ModdleType {
  if (type.name !== 'GlobalScriptTask') return type;
  const properties = type.properties?.map((property) =>
    isScript(property) ? { name: 'script', type: 'String' } : property,
  );
  return { ...type, ...(properties === undefined ? {} : { properties }) };
}

function isScript({ name }: Readonly<Record<string, unknown>>): boolean {
  return name === 'script' || name === 'bpmn:script';
}
