/** Reads grade levels into the CEDS codes that OneRoster names: IT, PR, PK, TK, KG, 01 … 13, PS, UG, Other. */

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
]

const WORDS: ReadonlyMap<string, string> = new Map([
  ...['it', 'infanttoddler', 'infant', 'toddler'].map((word) => [word, 'IT'] as const),
  ...['pr', 'preschool'].map((word) => [word, 'PR'] as const),
  ...['pk', 'prek', 'prekindergarten', 'prekg'].map((word) => [word, 'PK'] as const),
  ...['tk', 'transitionalkindergarten'].map((word) => [word, 'TK'] as const),
  ...['kg', 'k', 'kindergarten'].map((word) => [word, 'KG'] as const),
  ...['ps', 'postsecondary', 'postgraduate'].map((word) => [word, 'PS'] as const),
  ...['ug', 'ungraded'].map((word) => [word, 'UG'] as const),
  ['other', 'Other'] as const,
  ...ORDINALS.map((word, index) => [word, String(index + 1).padStart(2, '0')] as const),
])

/** The code of one grade level; a name that nobody knows stays as it is: a grade never costs a row. */
export function readGrade(text: string): string {
  const word = text
    .toLowerCase()
    .replaceAll(/\b(grade|gr|year)\b/g, '')
    .replaceAll(/[\s_.-]/g, '')
  const number = /^0*(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1]
  if (number !== undefined && Number(number) >= 1 && Number(number) <= 13) return number.padStart(2, '0')
  return WORDS.get(word) ?? text
}
