import type { RequestHandler } from 'express';
import multer from 'multer';

/** One file of a form, kept in memory until its content was checked. */
export function readAttachmentFile(maxBytes: number): RequestHandler {
  return multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: maxBytes, files: 1, fields: 5, parts: 6 },
    defParamCharset: 'utf8',
  }).single('file');
}
