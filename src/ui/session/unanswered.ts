/**
 * What makes something and was sent without an answer: it may have been done. Sent again as it was, it goes with the key of
 * the first time, so that the server does it once and answers what it answered then.
 */
import type { AnyGiven, Operation } from '../operations.ts'
import { addressOf } from '../operations.ts'
import { newKey } from '../new-key.ts'

/** More are forgotten, the oldest first. */
const HELD_MAX = 20

/** `answered`: it was done or refused; `none`: nobody knows; `untold`: the server doesn't know either, and the reader was told so. */
export type KeyOutcome = 'answered' | 'none' | 'untold'

export interface Unanswered {
  /** What a request goes with; null: it makes nothing. */
  readonly keyOf: (name: Operation, given: AnyGiven) => string | null
  readonly note: (name: Operation, given: AnyGiven, o: { readonly key: string; readonly outcome: KeyOutcome }) => void
  /** Somebody else sits here. */
  readonly clear: () => void
}

export function createUnanswered(): Unanswered {
  const held = new Map<string, string>()
  // Of keys of one's own that the server knows nothing of: what goes instead.
  const instead = new Map<string, string>()
  return {
    keyOf(name, given) {
      if (!name.startsWith('POST ')) return null
      if (given.once !== undefined) return instead.get(given.once) ?? given.once
      const known = held.size === 0 ? undefined : held.get(wordsOf(name, given))
      return known ?? newKey()
    },
    note(name, given, { key, outcome }) {
      if (given.once !== undefined) {
        // Whoever sends it once more has looked whether it was done.
        if (outcome === 'untold') instead.set(given.once, newKey())
        return
      }
      if (outcome === 'none') held.set(wordsOf(name, given), key)
      else if (held.size > 0) held.delete(wordsOf(name, given))
      const [oldest] = held.keys()
      if (held.size > HELD_MAX && oldest !== undefined) held.delete(oldest)
    },
    clear() {
      held.clear()
      instead.clear()
    },
  }
}

function wordsOf(name: Operation, given: AnyGiven): string {
  return `${name} ${addressOf(name, given).path} ${JSON.stringify(given.body ?? null)}`
}
