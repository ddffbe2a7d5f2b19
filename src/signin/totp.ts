/** Codes of an app: TOTP with SHA-1, six digits, thirty seconds, as every app has it (RFC 6238, RFC 4226). */

import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

const STEP_MS = 30_000
const DIGITS = 6
const SECRET_BYTES = 20
// One step before and after: clocks of phones differ.
const DRIFT_STEPS = [0, -1, 1] as const
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 random bits, in base32 as apps take it. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(SECRET_BYTES))
}

/** What the QR code says to an app. */
export function otpauthUrl(
  secret: string,
  { account, issuer }: { readonly account: string; readonly issuer: string },
): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=30`
}

/** The time step that a code is of, at that moment; null: it is none. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const current = Math.floor(now.getTime() / STEP_MS)
  const steps = DRIFT_STEPS.map((drift) => current + drift)
  return steps.find((step) => timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code))) ?? null
}

/** The code of a time step: for tests, and for the check. */
export function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

// Without letters that look like digits.
const RECOVERY = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes of 49 bits each, as `abcde-fghij`. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 10 }, () => `${fiveLetters()}-${fiveLetters()}`)
}

function fiveLetters(): string {
  return Array.from({ length: 5 }, () => RECOVERY.charAt(randomInt(RECOVERY.length))).join('')
}

/** A recovery code as it is kept, however it was typed; null: it has no such form. */
export function readRecoveryCode(text: string): string | null {
  const letters = text.toLowerCase().replaceAll(/[\s-]/g, '')
  return /^[a-z0-9]{10}$/.test(letters) ? `${letters.slice(0, 5)}-${letters.slice(5)}` : null
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join('')
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
