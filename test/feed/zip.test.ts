import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { ZipFile } from 'yazl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import limits from '../../config/limits.json' with { type: 'json' }
import { openPackage } from '../../src/feed/open-package.ts'
import type { FeedLimits } from '../../src/feed/limits.ts'
import { Failure } from '../../src/roster/failure.ts'

const USERS = `sourcedId,name\n${Array.from({ length: 4000 }, (_, row) => `u${row},Name number ${(row * 7919) % 4001}\n`).join('')}`
const SIGNAL = new AbortController().signal

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function zipOf(
  files: Readonly<Record<string, string>>,
  options: { compress?: boolean; mode?: number } = {},
): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, options)
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

/** Opens the bytes as a package and reads users.csv to its end; the failure's code, or 'read'. */
async function outcome(bytes: Buffer, over: Partial<FeedLimits> = {}): Promise<string> {
  const path = join(folder, `${Math.abs(bytes.readInt32LE(bytes.length - 8))}-${bytes.length}.zip`)
  await writeFile(path, bytes)
  return openAndRead(path, over)
}

async function openAndRead(path: string, over: Partial<FeedLimits> = {}): Promise<string> {
  try {
    const opened = await openPackage(path, ['users.csv'], { ...limits.feed, ...over })
    try {
      let text = ''
      for await (const piece of opened.files.get('users.csv')?.read(SIGNAL) ?? []) text += piece.toString('utf8')
      return text === USERS ? 'read' : 'something else'
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

/** The zip with some bytes overwritten wherever a pattern stands. */
function overwritten(zip: Buffer, pattern: Buffer, change: (at: Buffer) => void, from = 0): Buffer {
  const copy = Buffer.from(zip)
  for (let at = copy.indexOf(pattern, from); at !== -1; at = copy.indexOf(pattern, at + 1)) change(copy.subarray(at))
  return copy
}

const CENTRAL = Buffer.from('PK\u0001\u0002', 'latin1')
const LOCAL = Buffer.from('PK\u0003\u0004', 'latin1')

describe('zip packages', () => {
  it('reads an honest one, packed or stored', async () => {
    expect(await outcome(await zipOf({ 'users.csv': USERS }))).toBe('read')
    expect(await outcome(await zipOf({ 'users.csv': USERS }, { compress: false }))).toBe('read')
  })

  it('never takes a zip cut off anywhere for a whole one', async () => {
    const zip = await zipOf({ 'users.csv': USERS })
    for (let length = 0; length < zip.length; length += Math.ceil(zip.length / 40)) {
      expect(await outcome(Buffer.concat([zip.subarray(0, length), Buffer.alloc(8)]))).toBe('PACKAGE_UNREADABLE')
    }
  })

  it('refuses a pipe and a device at once, instead of waiting for what they would say', async () => {
    const pipe = join(folder, 'pipe.zip')
    await promisify(execFile)('mkfifo', [pipe])
    expect(await openAndRead(pipe)).toBe('PACKAGE_UNSAFE')
    expect(await openAndRead('/dev/zero')).toBe('PACKAGE_UNSAFE')
  })

  it('refuses what is no zip at all', async () => {
    expect(await outcome(Buffer.from(USERS))).toBe('PACKAGE_UNREADABLE')
    expect(await outcome(Buffer.alloc(100))).toBe('PACKAGE_UNREADABLE')
  })

  it('notices bytes that changed on the way', async () => {
    const stored = await zipOf({ 'users.csv': USERS }, { compress: false })
    const damaged = Buffer.from(stored)
    damaged.write('X', stored.indexOf('Name number'))
    expect(await outcome(damaged)).toBe('PACKAGE_UNREADABLE')
    const packed = await zipOf({ 'users.csv': USERS })
    const flipped = Buffer.from(packed)
    const middle = Math.floor(packed.length / 2)
    flipped[middle] = (flipped[middle] ?? 0) ^ 0x55
    expect(await outcome(flipped)).toBe('PACKAGE_UNREADABLE')
  })

  it('counts what comes out instead of believing the announced size', async () => {
    const zip = await zipOf({ 'users.csv': USERS })
    for (const announced of [10, USERS.length - 1, USERS.length + 1]) {
      const lying = overwritten(zip, CENTRAL, (at) => at.writeUInt32LE(announced, 24))
      expect(await outcome(lying)).toBe('PACKAGE_UNREADABLE')
    }
  })

  it('refuses a bomb before inflating it', async () => {
    const bomb = await zipOf({ 'users.csv': 'a'.repeat(20_000_000) })
    expect(bomb.length).toBeLessThan(40_000)
    expect(await outcome(bomb)).toBe('PACKAGE_LIMIT')
  })

  it('stops inflating a bomb that lies about its size', async () => {
    const bomb = await zipOf({ 'users.csv': 'a'.repeat(20_000_000) })
    expect(await outcome(overwritten(bomb, CENTRAL, (at) => at.writeUInt32LE(50_000, 24)))).toBe('PACKAGE_UNREADABLE')
  })

  it('refuses more entries and more bytes than the limits', async () => {
    const zip = await zipOf({ 'users.csv': USERS, 'a.csv': 'x', 'b.csv': 'y' })
    expect(await outcome(zip, { zipEntriesMax: 2 })).toBe('PACKAGE_LIMIT')
    expect(await outcome(zip, { packageBytesMax: USERS.length })).toBe('PACKAGE_LIMIT')
    expect(await outcome(zip, { fileBytesMax: USERS.length - 1 })).toBe('PACKAGE_LIMIT')
  })

  it.each(['../sers.csv', '/users.csvx', 'c:/sers.csv', 'a/../us.csv'])('refuses the path %s', async (path) => {
    const plain = 'x'.repeat(path.length)
    const zip = await zipOf({ [plain]: USERS })
    const renamed = overwritten(zip, Buffer.from(plain), (at) => at.write(path))
    expect(await outcome(renamed)).toBe('PACKAGE_UNSAFE')
  })

  it('refuses one name twice, whatever its capitals', async () => {
    const zip = await zipOf({ 'users.csv': USERS, 'USERS.CSV': 'x' })
    expect(await outcome(zip)).toBe('PACKAGE_AMBIGUOUS')
    expect(await outcome(overwritten(zip, Buffer.from('USERS.CSV'), (at) => at.write('users.csv')))).toBe(
      'PACKAGE_AMBIGUOUS',
    )
  })

  it('refuses links and encryption', async () => {
    expect(await outcome(await zipOf({ 'users.csv': '/etc/passwd' }, { mode: 0o120777 }))).toBe('PACKAGE_UNSAFE')
    const zip = await zipOf({ 'users.csv': USERS })
    const encrypted = overwritten(zip, CENTRAL, (at) => at.writeUInt16LE(at.readUInt16LE(8) | 1, 8))
    expect(await outcome(overwritten(encrypted, LOCAL, (at) => at.writeUInt16LE(at.readUInt16LE(6) | 1, 6)))).toBe(
      'PACKAGE_UNSAFE',
    )
  })

  it('refuses a way of packing that it does not know', async () => {
    const zip = await zipOf({ 'users.csv': USERS })
    expect(await outcome(overwritten(zip, CENTRAL, (at) => at.writeUInt16LE(12, 10)))).toBe('PACKAGE_UNREADABLE')
  })

  it('reads the backslashes of old Windows zips as folders', async () => {
    const zip = await zipOf({ 'a/users.csv': USERS })
    expect(await outcome(overwritten(zip, Buffer.from('a/users.csv'), (at) => at.write('a\\users.csv')))).toBe('read')
  })

  it('notices that the zip was replaced while it was open', async () => {
    const path = join(folder, 'replaced.zip')
    await writeFile(path, await zipOf({ 'users.csv': USERS }))
    const opened = await openPackage(path, ['users.csv'], limits.feed)
    await opened.verifyUnchanged()
    await writeFile(`${path}.new`, await zipOf({ 'users.csv': `${USERS}more` }))
    await rename(`${path}.new`, path)
    await expect(opened.verifyUnchanged()).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' })
    await opened.close()
  })
})

describe('folder packages', () => {
  it('reads an honest one', async () => {
    expect(await openAndRead(await folderOf('honest'))).toBe('read')
  })

  it('says that nothing is there, and that the next try may find it', async () => {
    await expect(openPackage(join(folder, 'nowhere'), [], limits.feed)).rejects.toMatchObject({
      code: 'PACKAGE_NOT_FOUND',
      disposition: 'retry',
    })
  })

  it('refuses a file that is a link', async () => {
    const path = await folderOf('linked')
    await symlink('/etc/passwd', join(path, 'orgs.csv'))
    expect(await openAndRead(path)).toBe('PACKAGE_UNSAFE')
  })

  it('notices a file that grows while it is read', async () => {
    const path = await folderOf('growing')
    const opened = await openPackage(path, ['users.csv'], limits.feed)
    const before = await stat(join(path, 'users.csv'))
    await pipeline([Buffer.from(`${USERS}u9,late\n`)], createWriteStream(join(path, 'users.csv')))
    expect((await stat(join(path, 'users.csv'))).size).toBeGreaterThan(before.size)
    await expect(opened.verifyUnchanged()).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' })
    const read = async (): Promise<void> => {
      for await (const piece of opened.files.get('users.csv')?.read(SIGNAL) ?? [])
        expect(piece.length).toBeGreaterThan(0)
    }
    await expect(read()).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' })
  })

  it('has the limits of a zip', async () => {
    const path = await folderOf('limited')
    expect(await openAndRead(path, { zipEntriesMax: 0 })).toBe('PACKAGE_LIMIT')
    expect(await openAndRead(path, { fileBytesMax: 10 })).toBe('PACKAGE_LIMIT')
    expect(await openAndRead(path, { packageBytesMax: 10 })).toBe('PACKAGE_LIMIT')
  })
})

async function folderOf(name: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(path)
  await writeFile(join(path, 'users.csv'), USERS)
  return path
}
