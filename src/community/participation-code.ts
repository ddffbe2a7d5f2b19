/** Codes by which the students of a class take part on any device: short, spoken easily, no two signs alike. */

import { drawCode, readDrawn } from '../roster/drawn-code.ts'

const CODE_LENGTH = 8

/** A code of random bytes, each sign as likely as another; null where too few of the bytes fit (once in 10^40 times). */
export function writeCode(random: Uint8Array): string | null {
  return drawCode(random, CODE_LENGTH)
}

/** What somebody typed, as a code is kept: `k7mq 4xpd` and `K7MQ-4XPD` are K7MQ4XPD. Null: no code looks like that. */
export function readCode(typed: string): string | null {
  return readDrawn(typed, CODE_LENGTH)
}

/** As it is shown: K7MQ-4XPD. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}
