import { loadNotifications, type NotificationTemplate } from '../../../definitions/index.js';
import { TemplateUnusable } from './errors.js';

export interface Wording {
  readonly kind: NotificationTemplate['kind'];
  readonly subject: string;
  readonly text: string;
}

export type TemplateValues = Readonly<Record<string, unknown>>;

export interface TemplateReader {
  /** Fills a template; throws `TemplateUnusable`. */
  write(templateId: string, values: TemplateValues): Promise<Wording>;
}

/** Templates of the library; read when the first one is needed. */
export function createTemplateReader(
  load: () => Promise<readonly NotificationTemplate[]> = loadNotifications,
): TemplateReader {
  let loading: Promise<readonly NotificationTemplate[]> | undefined;
  return {
    write: async (templateId, values) => {
      loading ??= load();
      const template = (await loading).find(({ id }) => id === templateId);
      if (template) return fill(template, values);
      throw new TemplateUnusable(
        `Expected a notification template '${templateId}', but there is none.`,
      );
    },
  };
}

function fill(template: NotificationTemplate, values: TemplateValues): Wording {
  for (const name of template.values) {
    if (isEmpty(values[name])) {
      throw new TemplateUnusable(
        `Expected a value '${name}' for the notification template '${template.id}', but there is none.`,
      );
    }
  }
  const write = (text: string): string =>
    text.replaceAll(/\{\{([^{}]*)\}\}/g, (_all, name: string) => showValue(values[name.trim()]));
  return {
    kind: template.kind,
    subject: write(template.subject).trim(),
    text: write(template.text).trim(),
  };
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function showValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return '';
      return '@feel' in value && 'value' in value ? showValue(value.value) : JSON.stringify(value);
    default:
      return '';
  }
}
