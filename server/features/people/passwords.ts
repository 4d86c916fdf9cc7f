import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommendation for argon2id (which is the library's default variant). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of nothing anybody knows: checking against it takes as long as against a real one. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$qCtdsFNp7yw0hVQ2hDm6Zfo6Q6sYTuVVdrHQzjfWvdU';

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Compares in the same time whether the person exists or not. */
export async function isPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  const isMatch = await verify(passwordHash ?? NOBODY, password);
  return isMatch && passwordHash !== undefined;
}
