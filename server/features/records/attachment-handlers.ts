import { randomUUID } from 'node:crypto';
import { Conflict, InvalidRequest, NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RecordAttachment } from '../../store/record-models.js';
import { cleanFileName, readMediaType } from './attachment-type.js';
import type { AttachmentStore } from './attachment-store.js';
import { describeRecord } from './describe-record.js';
import { commandOf, readRecord, readToChange } from './record-access.js';
import type { RecordDependencies } from './record-dependencies.js';
import { contentOf } from './record-repository.js';
import type { RecordWriter } from './record-writer.js';

type AttachmentEndpoints = 'attachFile' | 'getAttachment' | 'detachFile';

export interface AttachmentDependencies extends RecordDependencies {
  readonly writer: RecordWriter;
  readonly attachments: AttachmentStore;
  readonly now: () => Date;
}

const MAX_ATTACHMENTS = 100;

export function createAttachmentHandlers(
  deps: AttachmentDependencies,
): Handlers<AttachmentEndpoints> {
  const { store, attachments } = deps;
  return {
    attachFile: attachFile(deps),
    getAttachment: async ({ context, params }) => {
      const record = await readRecord(store, context, params.recordKey);
      const { name, mediaType, size, sha256 } = find(record.attachments, params.attachmentKey);
      return {
        name,
        mediaType,
        size,
        bytes: await attachments.open(context.organisationId, sha256),
      };
    },
    detachFile: detachFile(deps),
  };
}

function find(attachments: readonly RecordAttachment[], attachmentId: string): RecordAttachment {
  const found = attachments.find((one) => one.attachmentId === attachmentId);
  if (!found) throw new NotFound('attachment', attachmentId);
  return found;
}

/** Bytes first, then the version that names them: what fails in between is seen nowhere. */
function attachFile(deps: AttachmentDependencies): HandlerOf<'attachFile'> {
  const { store, types, writer, attachments, audit, now } = deps;
  return async ({ context, params, request }) => {
    const before = await readToChange(store, context, params.recordKey);
    const { file } = request;
    if (!file || file.size === 0) {
      throw new InvalidRequest('fileMissing', "Expected a file in the field 'file'.");
    }
    const name = cleanFileName(file.originalname);
    const mediaType = await readMediaType(name, file.buffer);
    const sha256 = await attachments.put(context.organisationId, file.buffer);
    const attachment: RecordAttachment = {
      attachmentId: randomUUID(),
      name,
      mediaType,
      size: file.size,
      sha256,
      at: now(),
      by: context.username,
    };
    const command = commandOf(context, {});
    const row = await writer.change(command, before.recordId, 'attached', undefined, (current) => {
      if (current.attachments.some((one) => one.sha256 === sha256 && one.name === name)) {
        return undefined;
      }
      if (current.attachments.length >= MAX_ATTACHMENTS) {
        throw new Conflict(
          'tooManyAttachments',
          `Expected at most ${String(MAX_ATTACHMENTS)} attachments.`,
        );
      }
      return { ...contentOf(current), attachments: [...current.attachments, attachment] };
    });
    await audit(context, 'fileAttached', row.recordId, { version: row.version, name, sha256 });
    return describeRecord(context, row, types.get(row.typeId));
  };
}

function detachFile(deps: AttachmentDependencies): HandlerOf<'detachFile'> {
  const { store, writer, audit } = deps;
  return async ({ context, params }) => {
    const before = await readToChange(store, context, params.recordKey);
    const command = commandOf(context, {});
    const row = await writer.change(command, before.recordId, 'detached', undefined, (current) => {
      const gone = find(current.attachments, params.attachmentKey);
      const attachments = current.attachments.filter((one) => one !== gone);
      return { ...contentOf(current), attachments };
    });
    await audit(context, 'fileDetached', row.recordId, { version: row.version });
    return undefined;
  };
}
