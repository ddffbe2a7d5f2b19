/** Texts of a question set, in the language that the reader has chosen; and until when one answers. */
import type { OpenSurvey } from '../../../http/contract/survey.ts'
import { formatDay } from '../../formats.ts'
import { t } from '../../translate.ts'

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

/** Until when a student answers: the cycle’s last day, and only after it that of late answers. */
export function untilTold({ isLate, endsOn, lastDay }: Pick<OpenSurvey, 'isLate' | 'endsOn' | 'lastDay'>): string {
  return isLate ? t('survey.late', { day: formatDay(lastDay) }) : t('survey.until', { day: formatDay(endsOn) })
}
