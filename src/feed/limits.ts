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
  /** A folder of which a file is younger is looked at twice, that long apart. */
  readonly settleMs: number
  /** Attempts to fetch one file, and the waits between them: doubled from the base up to the longest. */
  readonly fetchAttemptsMax: number
  readonly fetchRetryBaseMs: number
  readonly fetchRetryMaxMs: number
  /** Until a server begins to answer. */
  readonly fetchHeadMsMax: number
  /** A server that sends less than that, over a whole window of waiting, is given up. */
  readonly fetchBytesPerSecondMin: number
  readonly fetchWindowMs: number
  /** Of one page of an API, uncompressed. */
  readonly pageBytesMax: number
  /** From the request for a page to its last byte. */
  readonly pageMsMax: number
  /** Of one collection. */
  readonly pagesMax: number
  /** How often one run begins to read an API anew because its data changed meanwhile. */
  readonly restartsMax: number
  /** A list of people that somebody uploads: it is held in memory whole. */
  readonly uploadBytesMax: number
  readonly uploadRowsMax: number
  /** Rows handed on in one piece. */
  readonly batchRows: number
}
