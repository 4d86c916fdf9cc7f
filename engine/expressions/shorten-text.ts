/** A text for a message, with dots for what is too long. */
export function shortenText(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text;
}
