/**
 * What makes something and was sent without an answer: it may have been done. Sent again as it was, it goes with the key of
 * the first time, so that the server does it once and answers what it answered then.
 */
import type { AnyGiven, Operation } from '../operations.ts'
import { addressOf } from '../operations.ts'
import { newKey } from '../new-key.ts'

/** More are forgotten, the oldest first. */
const HELD_MAX = 20
/** Whoever does the same later means it: it is another one. No request is under way so long. */
const HELD_MS = 3 * 60_000

/** `answered`: it was done or refused; `none`: nobody knows; `untold`: the server doesn't know, and the reader is told to look. */
export type KeyOutcome = 'answered' | 'none' | 'untold'

export interface Unanswered {
  /** What a request goes with; null: it makes nothing. */
  readonly keyOf: (name: Operation, given: AnyGiven) => string | null
  readonly note: (name: Operation, given: AnyGiven, o: { readonly key: string; readonly outcome: KeyOutcome }) => void
  /** Somebody else sits here. */
  readonly clear: () => void
}

interface Held {
  readonly key: string
  /** Milliseconds since 1970. */
  readonly since: number
}

export function createUnanswered(): Unanswered {
  const held = new Map<string, Held>()
  // Of keys of one's own that the server could tell nothing of: what goes instead once it would know.
  const instead = new Map<string, Held>()
  return {
    keyOf(name, given) {
      if (!name.startsWith('POST ')) return null
      const { once } = given
      if (once !== undefined) {
        const other = instead.get(once)
        return other === undefined || isFresh(other) ? once : other.key
      }
      const known = held.size === 0 ? undefined : held.get(wordsOf(name, given))
      return known !== undefined && isFresh(known) ? known.key : newKey()
    },
    note(name, given, { key, outcome }) {
      const { once } = given
      if (once !== undefined) {
        if (outcome === 'untold' && !instead.has(once)) instead.set(once, { key: newKey(), since: Date.now() })
      } else if (outcome === 'answered') {
        if (held.size > 0) held.delete(wordsOf(name, given))
      } else {
        const words = wordsOf(name, given)
        const before = held.get(words)
        held.set(words, before?.key === key ? before : { key, since: Date.now() })
        const [oldest] = held.keys()
        if (held.size > HELD_MAX && oldest !== undefined) held.delete(oldest)
      }
    },
    clear() {
      held.clear()
      instead.clear()
    },
  }
}

function isFresh({ since }: Held): boolean {
  return Date.now() - since < HELD_MS
}

function wordsOf(name: Operation, given: AnyGiven): string {
  return `${name} ${addressOf(name, given).path} ${JSON.stringify(given.body ?? null)}`
}
