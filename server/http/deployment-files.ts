import type { RequestHandler } from 'express';
import multer from 'multer';
import { InvalidRequest } from '../errors.js';

const MAX_FILE_BYTES = 20_000_000;
const MAX_FILES = 100;

/** Turns an uploaded form into the JSON body of the same operation. */
export function readDeploymentFiles(): RequestHandler[] {
  const upload = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: MAX_FILE_BYTES, files: MAX_FILES, fields: 10 },
  });
  return [
    upload.array('resources', MAX_FILES),
    (request, _response, next) => {
      if (Array.isArray(request.files)) {
        const fields = request.body as Record<string, string>;
        request.body = {
          resources: request.files.map((file) => ({
            name: file.originalname,
            content: file.buffer.toString('utf8'),
          })),
          ...jsonField(fields, 'scope'),
          ...jsonField(fields, 'reasons'),
          ...(fields['baseProcessDefinitionKey'] === undefined
            ? {}
            : { baseProcessDefinitionKey: fields['baseProcessDefinitionKey'] }),
        };
      }
      next();
    },
  ];
}

function jsonField(fields: Record<string, string>, name: string): Record<string, unknown> {
  const text = fields[name];
  if (text === undefined) return {};
  try {
    return { [name]: JSON.parse(text) as unknown };
  } catch (cause) {
    throw new InvalidRequest('invalidRequest', `Expected the field '${name}' to hold JSON.`, {
      cause,
    });
  }
}
