/** A piece of a document: an element with its attributes and content, or text as it stands. */
export type XmlNode =
  | {
      readonly kind: 'element';
      name: string;
      attributes: { name: string; value: string }[];
      children: XmlNode[];
    }
  | { readonly kind: 'text'; text: string };

export type XmlElement = Extract<XmlNode, { kind: 'element' }>;

const markup = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<[^<>]*>/g;
const attribute = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Reads well-formed XML into a tree that is easy to damage. Gives a root without a name around it. */
export function readTree(xml: string): XmlElement {
  const root: XmlElement = { kind: 'element', name: '', attributes: [], children: [] };
  const open = [root];
  let at = 0;
  for (const { 0: tag, index } of xml.matchAll(markup)) {
    const parent = open.at(-1) ?? root;
    addText(parent, xml.slice(at, index));
    at = index + tag.length;
    if (tag.startsWith('</')) open.pop();
    else if (tag.startsWith('<!') || tag.startsWith('<?')) addText(parent, tag);
    else {
      const element = readElement(tag);
      parent.children.push(element);
      if (!tag.endsWith('/>')) open.push(element);
    }
  }
  addText(open.at(-1) ?? root, xml.slice(at));
  return root;
}

function addText({ children }: XmlElement, text: string): void {
  if (text.trim() !== '') children.push({ kind: 'text', text });
}

function readElement(tag: string): XmlElement {
  const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? 'x';
  const attributes = [...tag.matchAll(attribute)].map((match) => ({
    name: match[1] ?? '',
    value: match[2] ?? match[3] ?? '',
  }));
  return { kind: 'element', name, attributes, children: [] };
}

export function writeTree(node: XmlNode): string {
  if (node.kind === 'text') return node.text;
  const { name, attributes, children } = node;
  const content = children.map(writeTree).join('');
  if (name === '') return content;
  const written = attributes.map((each) => ` ${each.name}="${each.value}"`).join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Every element with the one around it. */
export function listElements(root: XmlElement): { element: XmlElement; parent: XmlElement }[] {
  const found: { element: XmlElement; parent: XmlElement }[] = [];
  const open = [root];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const child of parent.children) {
      if (child.kind !== 'element') continue;
      found.push({ element: child, parent });
      open.push(child);
    }
  }
  return found;
}
