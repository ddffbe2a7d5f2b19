import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hydrateLinks } from '../../src/store/postgres/embedded-binaries.ts'
import { parseUser } from '../../src/store/postgres/embedded-user.ts'
import { withFolderLock } from '../../src/store/postgres/folder-lock.ts'
import { formatIdentity, identifySelf, isRunning, parseIdentity } from '../../src/store/postgres/process-identity.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staffroom-parts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the links of the package, where install scripts were off,', () => {
  test('are made, and those that are there are left alone', () => {
    mkdirSync(join(folder, 'native', 'lib'), { recursive: true })
    writeFileSync(join(folder, 'native', 'lib', 'libpq.so.5.18'), 'library')
    writeFileSync(join(folder, 'native', 'lib', 'libpq.so'), 'already there')
    const links = ['libpq.so', 'libpq.so.5'].map((name) => ({
      source: 'native/lib/libpq.so.5.18',
      target: `native/lib/${name}`,
    }))
    writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links))
    hydrateLinks(folder)
    hydrateLinks(folder)
    expect(readFileSync(join(folder, 'native', 'lib', 'libpq.so.5'), 'utf8')).toBe('library')
    expect(readFileSync(join(folder, 'native', 'lib', 'libpq.so'), 'utf8')).toBe('already there')
  })

  test('are none where the package has none', () => {
    hydrateLinks(folder)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe("the server's user", () => {
  const passwd =
    'root:x:0:0:root:/root:/bin/sh\npostgres2:x:7:7::/:/bin/false\npostgres:x:101:104::/:/bin/false\ntoor:x:0:0::/:/bin/sh\n'

  test('is found by its whole name', () => {
    expect(parseUser(passwd, 'postgres')).toEqual({ name: 'postgres', uid: 101, gid: 104 })
    expect(parseUser(passwd, 'post')).toBeNull()
  })

  test('is never root under another name', () => {
    expect(parseUser(passwd, 'toor')).toBeNull()
  })
})

describe('a process', () => {
  test('is known by its number and start, and not by the number alone', () => {
    const self = identifySelf()
    expect(isRunning(self)).toBe(true)
    expect(isRunning({ ...self, startedAt: `1${self.startedAt}` })).toBe(false)
    expect(parseIdentity(formatIdentity(self))).toEqual(self)
  })

  test.each(['', 'x', '12', '-5-1', '1-2-3', '../1-2'])('is not read from %j', (text) => {
    expect(parseIdentity(text)).toBeNull()
  })

  test('with an impossible number does not run', () => {
    expect([0, -1, 1.5, Number.NaN].map((pid) => isRunning({ pid, startedAt: '' }))).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

describe('a lock on a folder', () => {
  test('lets one in at a time, each in turn', async () => {
    let inside = 0
    const crowded: number[] = []
    const order: number[] = []
    const visit = (number: number): Promise<void> =>
      withFolderLock(folder, async () => {
        inside += 1
        crowded.push(inside)
        order.push(number)
        await Promise.resolve()
        inside -= 1
      })
    await Promise.all([1, 2, 3, 4, 5].map(visit))
    expect(crowded).toEqual([1, 1, 1, 1, 1])
    expect(order).toEqual([1, 2, 3, 4, 5])
    expect(readdirSync(folder)).toEqual([])
  })

  test('is free again where the one inside failed', async () => {
    await expect(withFolderLock(folder, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    await expect(withFolderLock(folder, () => Promise.resolve('in'))).resolves.toBe('in')
  })

  test('is not held by a process that is gone, neither with a ticket nor while choosing', async () => {
    const { pid } = identifySelf()
    writeFileSync(join(folder, `ticket.1.${pid}-1.00000000`), '')
    writeFileSync(join(folder, `choosing.${pid}-1.00000001`), '')
    await expect(withFolderLock(folder, () => Promise.resolve('in'))).resolves.toBe('in')
    expect(readdirSync(folder)).toEqual([])
  })
})
