import { z } from 'zod';
import { endpoints, type Endpoint } from '../contract/index.js';

const STYLE = `
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem;color:#1c2430;background:#fff}
summary{cursor:pointer;padding:.35rem 0}summary:focus-visible{outline:2px solid #2563a8}
code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:#f1f4f8;padding:.75rem;overflow:auto;border-radius:4px}
.method{display:inline-block;min-width:4.5rem;font-weight:600;text-transform:uppercase}.muted{color:#4b5768}
@media (prefers-color-scheme:dark){body{color:#e4e9f0;background:#151a21}pre{background:#212934}.muted{color:#a9b4c2}}
`;

/** A page to read the interface in; plain HTML that needs no script and nothing from elsewhere. */
export function createDocsPage(): string {
  const tags = [...new Set(Object.values(endpoints).map(({ tag }) => tag))];
  const sections = tags.map((tag) => {
    const items = Object.entries(endpoints).filter(([, endpoint]) => endpoint.tag === tag);
    return `<h2>${escape(tag)}</h2>${items.map(([name, endpoint]) => describe(name, endpoint)).join('')}`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lemniscate REST interface</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body>
<h1>REST interface</h1>
<p>Machine-readable: <a href="/v2/openapi.json">openapi.json</a>. Log in with <code>POST /v2/session</code>; send the
<code>csrfToken</code> of its answer as header <code>x-csrf-token</code> with everything that changes something.</p>
${sections.join('\n')}</body></html>`;
}

function describe(name: string, endpoint: Endpoint): string {
  const right = typeof endpoint.access === 'string' ? endpoint.access : endpoint.access.join(' ');
  return `<details id="${name}"><summary><span class="method">${endpoint.method}</span> <code>${escape(endpoint.path)}</code>
<span class="muted">${escape(endpoint.summary)}</span></summary>
<p>Access: ${escape(right)}. Success: ${String(endpoint.status)}.</p>
${schemaOf('Query', endpoint.query)}${schemaOf('Body', endpoint.body)}${schemaOf('Answer', endpoint.response)}</details>`;
}

function schemaOf(title: string, schema: z.ZodType | undefined): string {
  if (schema === undefined) return '';
  const json = z.toJSONSchema(schema, {
    io: title === 'Answer' ? 'output' : 'input',
    unrepresentable: 'any',
  });
  const { $schema: _dialect, ...shown } = json;
  return `<h3>${title}</h3><pre>${escape(JSON.stringify(shown, null, 1))}</pre>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
