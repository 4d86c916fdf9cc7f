export { LibraryError } from './errors.js';
export { loadDemo } from './load-demo.js';
export type { Demo } from './load-demo.js';
export { loadLibrary } from './load-library.js';
export type { Library, LibraryProcess, TailoredProcess } from './load-library.js';
export { loadRecordTypes } from './load-record-types.js';
export type { RecordType } from './record-type-schema.js';
export { loadNotifications } from './load-notifications.js';
export type { NotificationTemplate } from './library-schema.js';
