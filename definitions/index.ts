export { LibraryError } from './errors.js';
export type { LibraryProblem } from './errors.js';
export { loadDemo } from './load-demo.js';
export type { Demo } from './load-demo.js';
export { loadLibrary } from './load-library.js';
export type { Library, LibraryForm, LibraryProcess, TailoredProcess } from './load-library.js';
export type { DemoOrganisation, DemoPerson, FormFile } from './library-schema.js';
