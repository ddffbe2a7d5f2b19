import { expect, test } from 'vitest'
import { readCode, showCode, writeCode } from '../../src/community/participation-code.ts'
import { CODE_BYTES } from '../../src/roster/drawn-code.ts'

test('a code has eight signs, none that is taken for another', () => {
  for (let first = 0; first < 256; first += 1) {
    const code = writeCode(Uint8Array.from({ length: CODE_BYTES }, (_each, at) => (first + at * 7) % 256))
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
  }
})

test('each sign is as likely as another', () => {
  const seen = new Map<string, number>()
  for (let byte = 0; byte < 256; byte += 1) {
    const sign = writeCode(new Uint8Array(CODE_BYTES).fill(byte))?.[0]
    if (sign !== undefined) seen.set(sign, (seen.get(sign) ?? 0) + 1)
  }
  expect(seen.size).toBe(31)
  expect(new Set(seen.values()).size).toBe(1)
})

test('bytes that fit no sign make no code', () => {
  expect(writeCode(new Uint8Array(CODE_BYTES).fill(255))).toBeNull()
})

test('a code is read as people type it', () => {
  for (const typed of ['K7MQ4XPD', 'k7mq-4xpd', ' k7mq 4xpd ', 'K7MQ–4XPD']) expect(readCode(typed)).toBe('K7MQ4XPD')
  for (const typed of ['', 'K7MQ4XP', 'K7MQ4XPDD', 'K7MQ4XP0', 'K7MQ4XP!']) expect(readCode(typed)).toBeNull()
  expect(showCode('K7MQ4XPD')).toBe('K7MQ-4XPD')
})
