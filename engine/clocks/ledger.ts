/** One entry of a clock's ledger; times are epoch milliseconds. */
export interface LedgerEntry {
  readonly event: 'started' | 'paused' | 'resumed' | 'stopped';
  readonly at: number;
}

/** The facts from which deadlines and used service time are derived; ordered by time. */
export type ServiceTimeLedger = readonly LedgerEntry[];
