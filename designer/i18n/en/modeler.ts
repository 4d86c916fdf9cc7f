export const modeler = {
  verdicts: {
    allowed: 'allowed',
    needsReason: 'needs a reason',
    needsWaiver: 'needs a waiver',
    forbidden: 'forbidden',
  },
} as const;
