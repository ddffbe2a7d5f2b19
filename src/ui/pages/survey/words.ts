/** Texts of a question set, in the language that the reader has chosen. */

/** The text in this language, or in the first one that there is. */
export function textIn(words: Readonly<Record<string, string>>, language: string): string {
  return words[language] ?? Object.values(words)[0] ?? ''
}

/** The language of the survey that the reader's browser asks for first; else the survey's first one. */
export function languageFor(offered: readonly string[], wanted: readonly string[]): string {
  const short = wanted.map((tag) => tag.split('-')[0] ?? tag)
  return short.find((tag) => offered.includes(tag)) ?? offered[0] ?? 'en'
}

/** A language by its own name. */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return `${name.charAt(0).toLocaleUpperCase(tag)}${name.slice(1)}`
}
