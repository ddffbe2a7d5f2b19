/** Grades as somebody types them: "KG, 1, 04". */

/** As the roster has them, each once; numbers with two digits. */
export function gradesIn(typed: string): string[] {
  const words = typed
    .split(/[,;\s]+/u)
    .map((word) => word.trim().toUpperCase())
    .filter((word) => word !== '')
    .map((word) => (/^\d$/.test(word) ? `0${word}` : word))
  return [...new Set(words)]
}
