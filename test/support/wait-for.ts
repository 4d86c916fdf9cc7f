import { EmbeddedError } from '../../server/embedded/index.js';

/** Asks again and again until the condition holds. */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) {
      throw new EmbeddedError(
        'WAITED_IN_VAIN',
        `Expected ${condition.toString()} within ${timeoutMs} ms.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
