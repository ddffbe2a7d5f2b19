/** Grades as feeds and people write them: 4 and 04 are one grade, and so are K, KG and Kindergarten. Pure. */

const WORDS = [
  ['KG', 'K', 'Kindergarten'],
  ['PK', 'PreK', 'PreKindergarten'],
] as const

/** Every way in which a feed may write this grade, the one that pages show first; one that isn't known stands for itself. */
export function spellingsOf(grade: string): readonly string[] {
  const typed = grade.trim()
  const number = /^0*([1-9][0-9]?)$/.exec(typed)?.[1]
  if (number !== undefined) return [...new Set([number.padStart(2, '0'), number])]
  const words = WORDS.find((each) => each.some((word) => word.toLowerCase() === typed.toLowerCase()))
  if (words === undefined) return [typed]
  return [...new Set(words.flatMap((word) => [word, word.toUpperCase(), word.toLowerCase()]))]
}

/** Every spelling of each of these grades. */
export function spellGrades(grades: readonly string[]): readonly string[] {
  return [...new Set(grades.flatMap(spellingsOf))]
}

/** Each of these grades once, as pages show it. */
export function shownGrades(grades: readonly string[]): readonly string[] {
  return [...new Set(grades.map((grade) => spellingsOf(grade)[0] ?? grade))]
}
