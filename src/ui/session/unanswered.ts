/**
 * What makes something and was sent without an answer: it may have been done. Sent again as it was, it goes with the key of
 * the first time, so that the server does it once and answers what it answered then.
 */
import type { AnyGiven, Operation } from '../operations.ts'
import { addressOf } from '../operations.ts'
import { newKey } from '../new-key.ts'

/** More are forgotten, the oldest first. */
const HELD_MAX = 20

export interface Unanswered {
  /** What a request goes with; null: it makes nothing. */
  readonly keyOf: (name: Operation, given: AnyGiven) => string | null
  /** What came of it: `isKnown` false where nobody knows whether it was done. */
  readonly note: (
    name: Operation,
    given: AnyGiven,
    outcome: { readonly key: string; readonly isKnown: boolean },
  ) => void
  /** Somebody else sits here. */
  readonly clear: () => void
}

export function createUnanswered(): Unanswered {
  const held = new Map<string, string>()
  return {
    keyOf(name, given) {
      if (!name.startsWith('POST ')) return null
      if (given.once !== undefined) return given.once
      const known = held.size === 0 ? undefined : held.get(wordsOf(name, given))
      return known ?? newKey()
    },
    note(name, given, { key, isKnown }) {
      if (given.once !== undefined) return
      if (!isKnown) held.set(wordsOf(name, given), key)
      else if (held.size > 0) held.delete(wordsOf(name, given))
      const [oldest] = held.keys()
      if (held.size > HELD_MAX && oldest !== undefined) held.delete(oldest)
    },
    clear: () => held.clear(),
  }
}

function wordsOf(name: Operation, given: AnyGiven): string {
  return `${name} ${addressOf(name, given).path} ${JSON.stringify(given.body ?? null)}`
}
