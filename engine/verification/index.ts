export { describeFinding, findSoundnessProblems } from './problems.js';
export type { VerificationStep } from './steps.js';
export {
  type SoundnessFinding,
  type SoundnessReport,
  verifySoundness,
} from './verify-soundness.js';
