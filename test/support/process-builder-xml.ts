export type Attributes = Readonly<Record<string, string | undefined>>;

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function indent(block: string): string {
  return block
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

/** One XML element; attributes that are undefined are left out. */
export function tag(
  name: string,
  attributes: Attributes,
  content: readonly string[] = [],
  text?: string,
): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(value)}"`]))
    .join('');
  if (text !== undefined) return `<${name}${written}>${escapeXml(text)}</${name}>`;
  if (content.length === 0) return `<${name}${written} />`;
  return [`<${name}${written}>`, ...content.map(indent), `</${name}>`].join('\n');
}

/** Collects what stands beside the processes: messages, signals, errors, escalations. */
export interface DefinitionsWriter {
  /** Declares it on first use; gives its id. */
  declare(kind: RootKind, name: string, correlation?: Attributes): string;
  write(processes: readonly string[]): string;
}

export type RootKind = 'message' | 'signal' | 'error' | 'escalation';

const namespaces = {
  'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:lemniscate': 'urn:lemniscate:bpmn:1',
  id: 'definitions',
  targetNamespace: 'urn:lemniscate:test',
};

export function createDefinitionsWriter(): DefinitionsWriter {
  const roots = new Map<string, string>();
  return {
    declare(kind, name, correlation) {
      // A name may be an expression, an id not.
      const id = `${kind}-${name.replaceAll(/[^\w.-]/g, '_')}`;
      const code = kind === 'error' || kind === 'escalation' ? { [`${kind}Code`]: name } : {};
      const content =
        correlation === undefined
          ? []
          : [tag('bpmn:extensionElements', {}, [tag('lemniscate:correlation', correlation)])];
      if (!roots.has(id) || correlation !== undefined)
        roots.set(id, tag(`bpmn:${kind}`, { id, name, ...code }, content));
      return id;
    },
    write: (processes) =>
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        tag('bpmn:definitions', namespaces, [...roots.values(), ...processes]),
        '',
      ].join('\n'),
  };
}
