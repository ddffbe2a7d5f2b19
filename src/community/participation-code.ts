/** Codes by which the students of a class take part on any device: short, spoken easily, no two signs alike. */

/** Without 0, O, 1, I and L. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const CODE_LENGTH = 8
const CODE = new RegExp(`^[${SIGNS}]{${CODE_LENGTH}}$`)

/** Bytes that `writeCode` may need: more than enough, since some of them fit no sign. */
export const CODE_BYTES = 64

/** A code of random bytes, each sign as likely as another; null where too few of the bytes fit (once in 10^40 times). */
export function writeCode(random: Uint8Array): string | null {
  const usable = 256 - (256 % SIGNS.length)
  const signs = [...random].filter((byte) => byte < usable).map((byte) => SIGNS[byte % SIGNS.length] ?? '')
  return signs.length < CODE_LENGTH ? null : signs.slice(0, CODE_LENGTH).join('')
}

/** What somebody typed, as a code is kept: `k7mq 4xpd` and `K7MQ-4XPD` are K7MQ4XPD. Null: no code looks like that. */
export function readCode(typed: string): string | null {
  const code = typed.replaceAll(/[\s–-]/gu, '').toUpperCase()
  return CODE.test(code) ? code : null
}

/** As it is shown: K7MQ-4XPD. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}
