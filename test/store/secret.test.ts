import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, property, string } from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadSecretKey, openSecretBox } from '../../src/store/secret.ts'

const PLACE = 'lincoln/source/sis/token'

describe('a sealed secret', () => {
  const key = randomBytes(32)
  const box = openSecretBox(key)

  test('does not open in another place', () => {
    const sealed = box.seal('hunter2', PLACE)
    expect(() => box.open(sealed, 'jefferson/source/sis/token')).toThrow(
      expect.objectContaining({ code: 'SECRET_UNREADABLE' }),
    )
  })

  test('does not open with another key, and says which one it needs', () => {
    const sealed = openSecretBox(randomBytes(32)).seal('hunter2', PLACE)
    const keyId = sealed.split('.')[1] ?? ''
    expect(() => box.open(sealed, PLACE)).toThrow(expect.objectContaining({ code: 'SECRET_KEY_UNKNOWN' }))
    expect(() => box.open(sealed, PLACE)).toThrow(keyId)
  })

  test('does not open where any byte of it was changed', () => {
    const [version, keyId, ...parts] = box.seal('hunter2', PLACE).split('.')
    for (const [index, part] of parts.entries()) {
      for (const at of Buffer.from(part, 'base64url').keys()) {
        const bytes = Buffer.from(part, 'base64url')
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
        const changed = parts.with(index, bytes.toString('base64url'))
        expect(() => box.open([version, keyId, ...changed].join('.'), PLACE)).toThrow(/does not open/)
      }
    }
  })

  test.each(['', 'hunter2', 'v1.x', 'v1....', 'v2.a.b.c', 'v1.a.AAAAAAAAAAAAAAAA.AAAA'])(
    'refuses %j, which is no envelope',
    (text) => {
      expect(() => box.open(text, PLACE)).toThrow(expect.objectContaining({ code: 'SECRET_UNREADABLE' }))
    },
  )

  test('never shows the plain text in an error', () => {
    const sealed = box.seal('canary-7391', PLACE)
    expect(sealed).not.toContain('canary')
    expect(() => openSecretBox(randomBytes(32)).open(sealed, PLACE)).toThrow(/^(?!.*canary)/)
  })

  test('opens again, whatever the text and the place', () => {
    assert(
      property(string({ unit: 'binary' }), string(), (text, place) => {
        const wellFormed = text.toWellFormed()
        expect(box.open(box.seal(wellFormed, place), place)).toBe(wellFormed)
      }),
    )
  })

  test('is different each time, so equal secrets can not be told', () => {
    expect(box.seal('same', PLACE)).not.toBe(box.seal('same', PLACE))
  })

  test('is known by its mark with the earlier key while the key is being changed, at its place alone, and marked with the new one', () => {
    const mark = box.mark('hunter2', PLACE)
    const next = randomBytes(32)
    const changing = openSecretBox(next, [key])
    expect(changing.isMark(mark, 'hunter2', PLACE)).toBe(true)
    expect(changing.isMark(mark, 'hunter3', PLACE)).toBe(false)
    expect(changing.isMark(mark, 'hunter2', 'jefferson/source/sis/token')).toBe(false)
    expect(openSecretBox(next).isMark(mark, 'hunter2', PLACE)).toBe(false)
    const anew = changing.mark('hunter2', PLACE)
    expect([box.isMark(anew, 'hunter2', PLACE), openSecretBox(next).isMark(anew, 'hunter2', PLACE)]).toEqual([
      false,
      true,
    ])
    expect(['', 'v1', 'v1..', mark.slice(0, -1)].map((each) => box.isMark(each, 'hunter2', PLACE))).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  test('opens with the earlier key while the key is being changed, and seals with the new one', () => {
    const sealed = box.seal('hunter2', PLACE)
    const changing = openSecretBox(randomBytes(32), [key])
    expect(changing.open(sealed, PLACE)).toBe('hunter2')
    expect(() => box.open(changing.seal('hunter2', PLACE), PLACE)).toThrow(/another key/)
  })

  test('of bytes opens as they were, in its place alone, with the key and its earlier one', () => {
    const bytes = Buffer.from([0, 255, 254, 1, 128])
    const sealed = box.sealBytes(bytes, PLACE)
    expect(box.openBytes(sealed, PLACE)).toEqual(bytes)
    expect(openSecretBox(randomBytes(32), [key]).openBytes(sealed, PLACE)).toEqual(bytes)
    expect(() => box.openBytes(sealed, 'elsewhere')).toThrow(expect.objectContaining({ code: 'SECRET_UNREADABLE' }))
    expect(() => openSecretBox(randomBytes(32)).openBytes(sealed, PLACE)).toThrow(/another key/)
    expect(box.openBytes(box.sealBytes(Buffer.alloc(0), PLACE), PLACE)).toHaveLength(0)
  })

  test('of bytes does not open where any of them was changed, or the end is missing', () => {
    const sealed = box.sealBytes(Buffer.from('hunter2'), PLACE)
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(sealed.readUInt8(at) ^ 1, at)
      expect(() => box.openBytes(changed, PLACE)).toThrow(/does not open|another key/)
      expect(() => box.openBytes(sealed.subarray(0, at), PLACE)).toThrow(/does not open/)
    }
  })

  test('needs a key of 32 bytes', () => {
    expect(() => openSecretBox(randomBytes(16))).toThrow(expect.objectContaining({ code: 'SECRET_KEY_INVALID' }))
  })
})

describe('the key of an installation', () => {
  let home: string
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'staffroom-key-'))
  })
  afterEach(() => rmSync(home, { recursive: true }))

  test.each(['short', randomBytes(31).toString('base64'), `${randomBytes(32).toString('base64')}!`, 'ü'.repeat(43)])(
    'is refused where %j was given',
    (given) => {
      expect(() => loadSecretKey({ home, given })).toThrow(/STAFFROOM_SECRET_KEY isn't a key of 32 bytes/)
    },
  )

  test('is refused where the file was damaged, and the file stays as it is', () => {
    writeFileSync(join(home, 'secret.key'), 'damaged')
    expect(() => loadSecretKey({ home })).toThrow(expect.objectContaining({ code: 'SECRET_KEY_INVALID' }))
    expect(readFileSync(join(home, 'secret.key'), 'utf8')).toBe('damaged')
  })

  test('is the given one, and no file is made', () => {
    const key = randomBytes(32)
    expect(loadSecretKey({ home, given: key.toString('base64') })).toEqual(key)
    expect(() => statSync(join(home, 'secret.key'))).toThrow('ENOENT')
  })

  test('is made once and kept, readable by its owner alone', () => {
    const nested = join(home, 'data')
    const first = loadSecretKey({ home: nested })
    expect(loadSecretKey({ home: nested, given: '' })).toEqual(first)
    expect(statSync(join(nested, 'secret.key')).mode & 0o777).toBe(0o600)
  })

  test('is closed again where somebody opened the file to all', () => {
    loadSecretKey({ home })
    chmodSync(join(home, 'secret.key'), 0o644)
    loadSecretKey({ home })
    expect(statSync(join(home, 'secret.key')).mode & 0o777).toBe(0o600)
  })
})
