/** What Staffroom keeps of a student besides the roster's own fields, and what makes one inactive. Pure. */

import { tidyText } from './sticky-field.ts'

/** `deactivated`: by hand; `disabled`: by the feed; `left`: by every feed, or by hand for good. */
export const STUDENT_STATES = ['active', 'deactivated', 'disabled', 'left'] as const
export type StudentState = (typeof STUDENT_STATES)[number]

/** 002, "inactive student accounts": switched off by hand, or gone from the roster. */
export function isInactive(state: StudentState): boolean {
  return state === 'deactivated' || state === 'left'
}

/** What an edit of a student may name; identities are a list of their own. */
export const STUDENT_FIELDS = [
  'givenName',
  'familyName',
  'preferredGivenName',
  'preferredFamilyName',
  'email',
  'number',
  'grades',
  'secondLanguage',
] as const
export type StudentField = (typeof STUDENT_FIELDS)[number]

/** Second languages on offer, ISO 639: those that schools in the United States name most. */
export const SECOND_LANGUAGES = [
  'ar',
  'bn',
  'my',
  'km',
  'zh',
  'hr',
  'cs',
  'nl',
  'fa',
  'fr',
  'de',
  'el',
  'gu',
  'ht',
  'he',
  'hi',
  'hmn',
  'hu',
  'ig',
  'it',
  'ja',
  'kn',
  'ko',
  'lo',
  'mr',
  'ne',
  'nv',
  'ps',
  'pl',
  'pt',
  'pa',
  'ro',
  'ru',
  'sm',
  'sr',
  'so',
  'es',
  'sw',
  'sv',
  'tl',
  'ta',
  'te',
  'th',
  'ti',
  'to',
  'tr',
  'uk',
  'ur',
  'vi',
  'yi',
  'yo',
] as const

export function isSecondLanguage(code: string): boolean {
  return SECOND_LANGUAGES.some((one) => one === code)
}

/** One of the names that a student shows under one account (001 "Identities"). */
export interface DisplayIdentity {
  readonly name: string
  /** The one that they go by now: at most one. */
  readonly isShown: boolean
}

export const IDENTITIES_MAX = 6
export const IDENTITY_LENGTH_MAX = 60

/** As they are kept; null: a name is empty, too long or there twice, there are too many, or more than one is shown. */
export function readIdentities(given: readonly DisplayIdentity[]): readonly DisplayIdentity[] | null {
  const read = given.map(({ name, isShown }) => ({ name: tidyText(name).replaceAll(/\s+/gu, ' '), isShown }))
  const names = new Set(read.map(({ name }) => name.toLowerCase()))
  const isFaulty =
    read.length > IDENTITIES_MAX ||
    names.size < read.length ||
    read.filter(({ isShown }) => isShown).length > 1 ||
    read.some(({ name }) => name === '' || name.length > IDENTITY_LENGTH_MAX)
  return isFaulty ? null : read
}
