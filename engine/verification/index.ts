export type { FindingKind } from './findings.js';
export { describeFinding, findSoundnessProblems, type SoundnessProblem } from './problems.js';
export type { VerificationStep } from './steps.js';
export {
  type SoundnessFinding,
  type SoundnessOptions,
  type SoundnessReport,
  verifySoundness,
} from './verify-soundness.js';
