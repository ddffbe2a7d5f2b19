/** Reads the words of a roster: booleans, statuses, and enumerations with the spellings that real feeds have for them. */

import type { FeedStatus } from '../roster/model.ts'

const TRUE_WORDS = new Set(['true', '1', 'yes', 'y', 't'])
const FALSE_WORDS = new Set(['false', '0', 'no', 'n', 'f'])

/** True or false out of a text that isn't blank; null: neither. */
export function readBoolean(text: string): boolean | null {
  const word = text.toLowerCase()
  if (TRUE_WORDS.has(word)) return true
  return FALSE_WORDS.has(word) ? false : null
}

const GONE_WORDS = new Set(['tobedeleted', 'inactive', 'deleted'])

/** `active` where nothing is said; null: a word that says neither. */
export function readStatus(text: string): FeedStatus | null {
  if (text === '' || text === 'active') return 'active'
  const word = fold(text)
  if (word === 'active') return 'active'
  return GONE_WORDS.has(word) ? 'gone' : null
}

export interface WordReading<T extends string> {
  readonly value: T
  /** Whether it was written as the standard has it. */
  readonly standard: boolean
}

const EXTENSION = /^ext:[a-zA-Z0-9.\-_]{1,64}$/

/**
 * A reader for one enumeration: exact words, then without regard to capitals, blanks, underscores and hyphens, then a
 * plural, then `aliases` (folded), then `ext:<token>` where `extensible`. Null: a word nobody knows.
 */
export function wordReader<T extends string>(
  words: readonly T[],
  options: { readonly aliases?: Readonly<Record<string, T>>; readonly extensible: boolean },
): (text: string) => WordReading<T | `ext:${string}`> | null {
  const exact = new Map<string, WordReading<T>>(words.map((word) => [word, { value: word, standard: true }]))
  const folded = new Map<string, WordReading<T>>()
  for (const word of words) {
    folded.set(fold(word), { value: word, standard: false })
    folded.set(`${fold(word)}s`, { value: word, standard: false })
  }
  for (const [alias, word] of Object.entries<T>(options.aliases ?? {}))
    folded.set(alias, { value: word, standard: false })
  return (text) => {
    const known = exact.get(text) ?? folded.get(fold(text))
    if (known !== undefined) return known
    return options.extensible && isExtension(text) ? { value: text, standard: true } : null
  }
}

function isExtension(text: string): text is `ext:${string}` {
  return EXTENSION.test(text)
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '')
}
