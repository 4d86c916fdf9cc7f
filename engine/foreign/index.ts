export { exportModel, type ExportEntry, type ExportResult } from './export-model.js';
export type { Fate } from './fate.js';
export { importModel, type ImportOptions } from './import-model.js';
export type {
  ForeignFile,
  ImportedFile,
  ImportEntry,
  ImportProblem,
  ImportReport,
  ImportResult,
} from './report.js';
