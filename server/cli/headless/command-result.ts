/** What a command answers; the document is printed as JSON, after `formatVersion` and `command`. */
export interface CommandResult {
  readonly exitCode: number;
  readonly document: object;
}
