/**
 * How a file without an end of its own is known to be whole. A zip has a directory and check sums; a file of a folder that
 * was cut behind a whole row looks like a file that was meant to be shorter. But exports keep their order, so a cut takes
 * the record that stood last before anything else that is known. Where that record is missing, the file may be cut, and
 * only another copy of it, which comes to the same end, shows that the record left. Pure.
 */

/** What is known of a file from the last time it was read whole. */
export interface KnownEnd {
  /** The record that stood last. */
  readonly last: string
  /** The copy of the file in which that record was missed, and what stood last in it; null: in none. */
  readonly doubted: { readonly copy: string; readonly last: string | null } | null
}

/** A file as it was read now. */
export interface FileCopy {
  readonly file: string
  /** The record that stands last; null: it can't be said, or there is none. */
  readonly last: string | null
  /** Tells this copy of the file from one that is put there later. */
  readonly copy: string
  /** Whether the record that stood last before is still there; null: whoever compares the table will see. */
  readonly lastSeen: boolean | null
}

export interface EndVerdict {
  /** The file may be cut: nothing is proven by what it lacks. */
  readonly doubtful: boolean
  /** What to keep for the next time, once this one is applied; null: nothing. */
  readonly next: KnownEnd | null
}

/**
 * Judges a file by what is known of it. `lastSeen`: the record that stood last before is there, or was said to be gone.
 * `sameEnd`: the file comes to the same end as the copy that was doubted, but for records that are new.
 */
export function judgeEnd(
  known: KnownEnd | undefined,
  now: FileCopy,
  seen: { readonly lastSeen: boolean; readonly sameEnd: boolean },
): EndVerdict {
  const confirmed = known?.doubted?.copy !== undefined && known.doubted.copy !== now.copy && seen.sameEnd
  if (known === undefined || seen.lastSeen || confirmed)
    return { doubtful: false, next: now.last === null ? null : { last: now.last, doubted: null } }
  // The copy that was doubted first stays the one to compare with, as long as it is only read again.
  const doubted = known.doubted?.copy === now.copy ? known.doubted : { copy: now.copy, last: now.last }
  return { doubtful: true, next: { last: known.last, doubted } }
}
