/** The figure of eight: agree and specify on one loop, deliver and improve on the other. */
export function ProductMark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} aria-hidden="true">
      <rect width="48" height="48" rx="10" fill="var(--lem-brand)" />
      <path
        d="M24 24c-4-6-7-9-11-9a9 9 0 0 0 0 18c4 0 7-3 11-9s7-9 11-9a9 9 0 0 1 0 18c-4 0-7-3-11-9z"
        fill="none"
        stroke="var(--lem-on-brand)"
        strokeWidth="4"
        strokeLinejoin="round"
      />
    </svg>
  );
}
