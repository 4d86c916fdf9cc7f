import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer. */
export async function eventually<Answer>(
  ask: () => Promise<Answer | undefined>,
  timeoutMs = 15_000,
): Promise<Answer> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > giveUpAt)
      throw new RangeError(`Expected an answer within ${timeoutMs} ms: ${ask.toString()}`);
    await sleep(25);
  }
}
