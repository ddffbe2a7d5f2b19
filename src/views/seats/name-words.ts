/** What somebody types to find a name. */

/** Its words, in small letters: a name must contain them all. */
export function wordsOf(q: string): readonly string[] {
  return q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
}
