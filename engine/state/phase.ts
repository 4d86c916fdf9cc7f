/** How far an element instance has come; a retry goes on from there. */
export type Phase =
  /** Token arrived, inputs not yet mapped. */
  | 'entering'
  /** Inputs mapped, listeners at work before it begins. */
  | 'starting'
  /** Inputs mapped, events on and in it not yet waiting. */
  | 'arming'
  /** Everything prepared, the element itself not yet begun. */
  | 'activating'
  | 'active'
  /** A person has completed its task, listeners are at work. */
  | 'closing'
  /** Done, outputs not yet mapped. */
  | 'completing'
  /** Outputs mapped, listeners at work before it leaves. */
  | 'ending'
  /** Outputs mapped, no flow chosen yet. */
  | 'leaving';
