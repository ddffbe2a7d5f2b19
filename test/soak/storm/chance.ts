/** Chance that is the same for the same seed and question. */

import { mix } from '../../contract/districts/random.ts'

/** A number from 0 up to but not including `limit`. */
export function chance(limit: number, ...question: readonly (string | number)[]): number {
  const codes = Array.from(question.join('|'), (letter) => letter.codePointAt(0) ?? 0)
  return mix(codes.length, ...codes) % limit
}

/** A stream of chance: the same seed, the same stream. */
export function openDice(seed: number): {
  readonly below: (limit: number) => number
  readonly pick: <T>(of: readonly T[]) => T
} {
  let thrown = 0
  const roll = (limit: number): number => {
    thrown += 1
    return mix(seed, thrown) % limit
  }
  return {
    below: roll,
    pick: (of) => {
      const item = of[roll(of.length)]
      if (item === undefined) throw new RangeError('pick from an empty list')
      return item
    },
  }
}
