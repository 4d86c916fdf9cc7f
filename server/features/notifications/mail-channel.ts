import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { MailSettings } from '../../config.js';
import { UnexpectedError } from '../../errors.js';
import type { DeliveryDocument } from '../../store/notification-models.js';

/** Sends one delivery, or rejects with the reason. */
export interface Channel {
  send(delivery: DeliveryDocument): Promise<void>;
  close(): void;
}

/** Each step of the talk with the server, and then all of it together. */
const STEP_TIMEOUT_MS = 15_000;
const WHOLE_TIMEOUT_MS = 60_000;

export interface MailTimeouts {
  readonly stepMs: number;
  readonly wholeMs: number;
}

/** E-mail over SMTP. */
export function createMailChannel(
  settings: MailSettings,
  timeouts: MailTimeouts = { stepMs: STEP_TIMEOUT_MS, wholeMs: WHOLE_TIMEOUT_MS },
): Channel {
  const transport = createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'implicit',
    requireTLS: settings.tls === 'starttls',
    ignoreTLS: settings.tls === 'none',
    ...(settings.user === undefined
      ? {}
      : { auth: { user: settings.user, pass: settings.password ?? '' } }),
    connectionTimeout: timeouts.stepMs,
    greetingTimeout: timeouts.stepMs,
    socketTimeout: timeouts.stepMs,
    dnsTimeout: timeouts.stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ _id, mail }) => {
      if (!mail) throw new UnexpectedError(`Expected delivery '${_id}' to be a mail.`);
      await transport.sendMail({
        from: settings.from,
        // An object, so that no part of it is read as a list of addresses.
        to: { name: '', address: mail.to },
        subject: onOneLine(mail.subject),
        text: mail.text,
        html: writeHtml(mail.text),
        messageId: messageIdOf(_id, settings.from),
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(timeouts.wholeMs),
      });
    },
    close: () => {
      transport.close();
    },
  };
}

/** The same for every attempt, so that a mail which arrives twice is known as one. */
function messageIdOf(deliveryId: string, from: string): string {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(deliveryId).digest('hex').slice(0, 40)}@${domain}>`;
}

/** A line break in a header would begin another header. */
export function onOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text as it is, and nothing in it is read as HTML. */
export function writeHtml(text: string): string {
  const escaped = text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return `<p>${escaped.replaceAll(/\r?\n\r?\n/g, '</p><p>').replaceAll(/\r?\n/g, '<br>')}</p>`;
}
