export { applyDifferences } from './apply-differences.js';
export { checkTailoring } from './check-tailoring.js';
export type { TailoringCheck, TailoringNotice } from './check-tailoring.js';
export { compareModels } from './compare-models.js';
export { flattenDifferences } from './difference.js';
export type { Difference, DifferenceKind } from './difference.js';
export { judge } from './judge.js';
export type { Reasons } from './judge.js';
export type { JudgedDifference, Verdict } from './judged-difference.js';
export { formatMessage, listRules } from './messages.js';
export type { MessageParams, RuleId } from './messages.js';
export type {
  ElementProperties,
  Guideline,
  GuidelineKind,
  TailoringElement,
  TailoringModel,
} from './model.js';
export { previewChange, previewRemoval } from './preview-edits.js';
export { readModel } from './read-model.js';
