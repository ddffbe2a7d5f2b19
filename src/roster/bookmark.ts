/**
 * What a connector leaves for its next read of the same source: where in the feed the next changes begin. Kept with what
 * was applied, in one transaction, so it never points past what the roster knows.
 */

/** Names and places in the feed. Nothing personal, nothing secret: it is kept and shown as it is. */
export type Bookmark = Readonly<Record<string, string>>

/** Of its JSON. */
const CHARACTERS_MAX = 4096

/** Whether a value is a bookmark that can be kept. */
export function isBookmark(value: unknown): value is Bookmark {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string') &&
    JSON.stringify(value).length <= CHARACTERS_MAX
  )
}
