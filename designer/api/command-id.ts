/** An id of one command of the person; sent again with a repetition, so that it takes effect once. */
export function createCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
