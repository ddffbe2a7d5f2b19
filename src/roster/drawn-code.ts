/** Codes that are drawn by chance, read from paper and typed: no two of their signs are taken for each other. Pure. */

/** Without 0, O, 1, I and L. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Bytes that a code of up to 20 signs may need: more than enough, since some of them fit no sign. */
export const CODE_BYTES = 64

/** So many signs, each as likely as another; null where too few of the bytes fit (once in 10^30 times). */
export function drawCode(random: Uint8Array, length: number): string | null {
  const usable = 256 - (256 % SIGNS.length)
  const signs = [...random].filter((byte) => byte < usable).map((byte) => SIGNS[byte % SIGNS.length] ?? '')
  return signs.length < length ? null : signs.slice(0, length).join('')
}

/** What somebody typed, without blanks and hyphens, in capitals; null: no code of that length looks like that. */
export function readDrawn(typed: string, length: number): string | null {
  const code = typed.replaceAll(/[\s–-]/gu, '').toUpperCase()
  return code.length === length &&
    Array.from({ length }, (_, at) => code.charAt(at)).every((sign) => SIGNS.includes(sign))
    ? code
    : null
}
