/** Lets a bounded number of pieces of work run at a time for each key; the others wait in order. */
export interface Turns {
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
}

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

export function createTurns(atOnce: number): Turns {
  const lines = new Map<string, Line>();

  async function enter(key: string): Promise<Line> {
    const line = lines.get(key) ?? { running: 0, waiting: [] };
    lines.set(key, line);
    // Whoever leaves hands its place on, so the number running stays as it is.
    if (line.running === atOnce) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.running += 1;
    return line;
  }

  function leave(key: string, line: Line): void {
    const next = line.waiting.shift();
    if (next) next();
    else line.running -= 1;
    if (line.running === 0) lines.delete(key);
  }

  return {
    take: async (key, work) => {
      const line = await enter(key);
      try {
        return await work();
      } finally {
        leave(key, line);
      }
    },
  };
}
