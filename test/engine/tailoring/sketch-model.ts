import type {
  Guideline,
  TailoringElement,
  TailoringModel,
} from '../../../engine/tailoring/index.js';

interface Sketch {
  /** Types of nodes by id; `type@scope` puts a node into a sub-process, `type^host` onto an activity. */
  readonly nodes: Readonly<Record<string, string>>;
  /** `id: source > target` or `id: source > target if condition`. */
  readonly flows: readonly string[];
  readonly properties?: Readonly<Record<string, TailoringElement['properties']>>;
  readonly guidelines?: Readonly<Record<string, readonly Partial<Guideline>[]>>;
}

/** A model of one process `p`, written as briefly as a test can say it. */
export function sketchModel({ nodes, flows, properties, guidelines }: Sketch): TailoringModel {
  const elements: Record<string, TailoringElement> = {
    p: { id: 'p', type: 'process', properties: { name: 'Process' } },
  };
  for (const [id, text] of Object.entries(nodes)) {
    const [, type = '', host, scope = 'p'] = /^([^@^]+)(?:\^([^@]+))?(?:@(.+))?$/.exec(text) ?? [];
    const attachedTo = host === undefined ? {} : { attachedTo: host };
    elements[id] = { id, type, scope, ...attachedTo, properties: properties?.[id] ?? {} };
  }
  for (const text of flows) {
    const [, id = '', source = '', target = '', condition] =
      /^(\S+): (\S+) > (\S+)(?: if (.+))?$/.exec(text) ?? [];
    elements[id] = {
      id,
      type: 'sequenceFlow',
      scope: elements[source]?.scope ?? 'p',
      source,
      target,
      properties: { ...(condition === undefined ? {} : { condition }), ...properties?.[id] },
    };
  }
  const named = Object.entries(guidelines ?? {}).map(([element, list]) => [
    element,
    list.map((one, index) => ({ id: `${element}-G${index + 1}`, kind: 'mandatory', ...one })),
  ]);
  return { elements, guidelines: Object.fromEntries(named) as TailoringModel['guidelines'] };
}
