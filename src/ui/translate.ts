/** Turns a message of the catalogue and its values into the sentence a person reads. */
import { en } from './messages/en.ts'

/** A message with a number in it is kept in the forms its language has (English: one, other). */
export interface Plural {
  readonly one: string
  readonly other: string
}

export type MessageKey = keyof typeof en
type Values<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Values<Rest> : never
type NamesOf<M> = M extends string
  ? Values<M>
  : M extends Plural
    ? Values<M['one']> | Values<M['other']> | 'count'
    : never
type Given<Key extends MessageKey> = { readonly [Name in NamesOf<(typeof en)[Key]>]: string | number }
type Arguments<Key extends MessageKey> = [NamesOf<(typeof en)[Key]>] extends [never] ? [] : [values: Given<Key>]

const LOCALE = 'en'
const plurals = new Intl.PluralRules(LOCALE)
const numbers = new Intl.NumberFormat(LOCALE)

/** The catalogue's message for `key`, its `{names}` replaced; numbers are grouped as the reader expects. */
export function t<Key extends MessageKey>(key: Key, ...[values]: Arguments<Key>): string {
  const message: string | Plural = en[key]
  const given: Readonly<Record<string, string | number>> = values ?? {}
  const text = typeof message === 'string' ? message : formOf(message, given['count'])
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => shown(given[name]))
}

function formOf(message: Plural, count: string | number | undefined): string {
  return plurals.select(Number(count)) === 'one' ? message.one : message.other
}

function shown(value: string | number | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'number' ? numbers.format(value) : value
}

/** Whether `key` is in the catalogue: for words that come from the server, such as role and state names. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key)
}

/** A word the server sent (a state, a role, a table), in the reader's language; the word itself where we have none. */
export function word(kind: string, value: string): string {
  const key = `${kind}.${value}`
  if (!isMessageKey(key)) return value
  const message: string | Plural = en[key]
  return typeof message === 'string' ? message : message.other
}
