/** Everything that is read from outside has a limit. The values stand in `config/limits.json`. */

export interface FeedLimits {
  readonly zipEntriesMax: number
  readonly zipRatioMax: number
  readonly packageBytesMax: number
  readonly fileBytesMax: number
  readonly rowBytesMax: number
  readonly fieldBytesMax: number
  readonly listItemsMax: number
  readonly elapsedMsMax: number
  /** Rows handed on in one piece. */
  readonly batchRows: number
}
