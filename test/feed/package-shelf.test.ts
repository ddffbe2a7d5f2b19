/** The shelf: what is kept is found again as it was, or not at all; nobody else may read it, and there is one per source. */

import {
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stageDigested } from '../../src/feed/sealed-file.ts'
import {
  openPackageShelf,
  type PackageShelf,
  type ShelfOptions,
  type ShelfPlace,
} from '../../src/feed/package-shelf.ts'
import { openSecretBox } from '../../src/store/secret.ts'

const REQUEST = '["https://sis.example/export.zip?key=planted-key",[["Authorization","planted-word"]]]'
const URL_FROM = 'https://sis.example/export.zip?key=planted-key'
const PLACE: ShelfPlace = { districtId: 'cedar', sourceId: 'sis', config: { url: { $sealed: 'v1.x' } } }
const key = randomBytes(32)

let home = ''
let folder = ''
let now = new Date('2026-11-22T02:00:00Z')
let trouble: string[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'shelf-'))
  folder = join(home, 'staging')
  now = new Date('2026-11-22T02:00:00Z')
  trouble = []
})
afterEach(() => rm(home, { recursive: true, force: true }))

function shelf(over: Partial<ShelfOptions> = {}): PackageShelf {
  return openPackageShelf({ folder, scratch: folder, daysMax: 7, now: () => now, box: openSecretBox(key), ...over })
}

const onTrouble = (code: string): void => void trouble.push(code)

function slot(place: Partial<ShelfPlace> = {}, how: { finds?: boolean; keeps?: boolean; shelf?: PackageShelf } = {}) {
  const { finds = true, keeps = true } = how
  return (how.shelf ?? shelf()).slot({ ...PLACE, ...place }, { finds, keeps, onTrouble })
}

async function stage(text: string) {
  async function* bytes(): AsyncGenerator<Buffer> {
    yield await Promise.resolve(Buffer.from(text))
  }
  const file = await stageDigested(folder, bytes())
  return { ...file, request: REQUEST, url: URL_FROM, validator: { etag: '"one"' }, fetchedAt: now }
}

/** As a read does it: the scratch file goes in any case. */
async function keep(text = 'PK a roster', into = slot()): Promise<void> {
  const file = await stage(text)
  await into.keep(file)
  await rm(file.path)
}
const left = async (): Promise<string[]> => readdir(folder).catch(() => [])

/** The text that the next read would read; null: it would fetch anew. */
async function found(from = slot()): Promise<string | null> {
  const kept = await from.find(REQUEST)
  const path = (await kept?.unpack()) ?? null
  if (path === null) return null
  const text = await readFile(path, 'utf8')
  await rm(path)
  return text
}

async function ofKept(ending: string): Promise<string> {
  const name = (await left()).find((each) => each.startsWith('kept-') && each.endsWith(ending))
  if (name === undefined) throw new Error(`Nothing is kept as ${ending}.`)
  return join(folder, name)
}

/** The kept bytes with one bit of one byte turned. */
async function altered(): Promise<Buffer> {
  const bytes = await readFile(await ofKept('.package'))
  bytes.writeUInt8(bytes.readUInt8(3) ^ 1, 3)
  return bytes
}

describe('what is not what was kept is fetched anew, and does not stay', () => {
  const harms: [string, () => Promise<unknown>][] = [
    ['another byte at the same length', async () => writeFile(await ofKept('.package'), await altered())],
    ['cut off', async () => truncate(await ofKept('.package'), 5)],
    ['longer', async () => writeFile(await ofKept('.package'), ' and more', { flag: 'a' })],
    ['gone', async () => rm(await ofKept('.package'))],
    ['its note gone', async () => rm(await ofKept('.note'))],
    ['its note empty', async () => writeFile(await ofKept('.note'), '')],
    [
      'its note changed',
      async () => {
        const note = await readFile(await ofKept('.note'), 'latin1')
        await writeFile(await ofKept('.note'), `${note.slice(0, -3)}${note.endsWith('AAA') ? 'BBB' : 'AAA'}`)
      },
    ],
    [
      'a link to something else',
      async () => {
        const zip = await ofKept('.package')
        await rename(zip, join(home, 'elsewhere'))
        await symlink(join(home, 'elsewhere'), zip)
      },
    ],
    [
      'a folder',
      async () => {
        const zip = await ofKept('.package')
        await rm(zip)
        await mkdir(zip)
      },
    ],
  ]
  it.each(harms)('%s', async (_name, harm) => {
    await keep()
    expect(await found()).toBe('PK a roster')
    await harm()
    expect(await found()).toBeNull()
    expect(await left()).toEqual([])
  })

  it('sealed with a key that is not ours', async () => {
    await keep()
    const other = shelf({ box: openSecretBox(randomBytes(32)) })
    expect(await found(slot({}, { shelf: other }))).toBeNull()
    expect(await left()).toEqual([])
  })

  it('taken from the place of another source, note and all', async () => {
    await keep('PK a roster', slot({ sourceId: 'other' }))
    const [note, zip] = [await ofKept('.note'), await ofKept('.package')]
    await keep('PK mine')
    for (const name of await left()) {
      const path = join(folder, name)
      if (path !== note && path !== zip) await copyFile(name.endsWith('.package') ? zip : note, path)
    }
    expect(await found()).toBeNull()
    expect(await found(slot({ sourceId: 'other' }))).toBe('PK a roster')
  })
})

describe('what may be about something else is fetched anew', () => {
  it('after any change of the source’s configuration', async () => {
    await keep()
    expect(await found(slot({ config: { url: { $sealed: 'v1.y' } } }))).toBeNull()
    expect(await left()).toEqual([])
  })

  it('where address or headers are others than they were', async () => {
    await keep()
    expect(await slot().find(REQUEST.replace('planted-word', 'other'))).toBeNull()
    expect(await left()).toEqual([])
  })

  it('and tells whether it came from an address', async () => {
    await keep()
    const kept = await slot().find(REQUEST)
    expect([kept?.isFrom(URL_FROM), kept?.isFrom('https://sis.example/other.zip')]).toEqual([true, false])
  })

  it('seven days after it was fetched, however often it was found since; and where the clock was wrong', async () => {
    await keep()
    now = new Date('2026-11-29T01:59:59Z')
    expect(await found()).toBe('PK a roster')
    now = new Date('2026-11-29T02:00:00Z')
    expect(await found()).toBeNull()
    expect(await left()).toEqual([])
    await keep()
    now = new Date('2026-11-28T00:00:00Z')
    expect(await found()).toBeNull()
  })

  it('and nothing is kept where nothing is to be', async () => {
    const none = shelf({ daysMax: 0 })
    await keep()
    expect(await found(slot({}, { shelf: none }))).toBeNull()
    await keep('PK a roster', slot({}, { shelf: none }))
    expect((await left()).filter((name) => name.startsWith('kept-'))).toEqual([])
  })
})

describe('a kept package', () => {
  it('is found by another process, until another one takes its place: there is one per source', async () => {
    await keep('PK one')
    await keep('PK two')
    await keep('PK of another', slot({ districtId: 'maple' }))
    expect(await found(slot({}, { shelf: shelf() }))).toBe('PK two')
    expect(await found(slot({ districtId: 'maple' }))).toBe('PK of another')
    expect(await left()).toHaveLength(4)
  })

  it('lies there for nobody else, under a name that tells nothing', async () => {
    await keep()
    for (const name of await left()) {
      expect(name).toMatch(/^kept-[0-9a-f]{32}\.(package|note)$/)
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    }
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect(await readFile(await ofKept('.note'), 'utf8')).not.toMatch(/planted|cedar|sis/)
    expect(await readFile(await ofKept('.package'), 'latin1')).not.toMatch(/PK|roster/)
  })

  it('keeps its validator and the time when it was fetched', async () => {
    await keep()
    now = new Date('2026-11-25T02:00:00Z')
    expect(await slot().find(REQUEST)).toMatchObject({
      validator: { etag: '"one"' },
      fetchedAt: new Date('2026-11-22T02:00:00Z'),
    })
  })

  it('is unpacked for a read, so that what is kept meanwhile changes nothing of it', async () => {
    await keep('PK one')
    const path = await (await slot().find(REQUEST))?.unpack()
    await keep('PK two')
    await slot().forget()
    expect(await readFile(path ?? '', 'utf8')).toBe('PK one')
  })

  it('of two that are kept at once is whole: the one, the other, or none', async () => {
    for (let times = 0; times < 30; times += 1) {
      const both = [await stage('PK the first'), await stage('PK the second, longer')]
      await Promise.all(both.map((file) => slot().keep(file)))
      expect(['PK the first', 'PK the second, longer', null]).toContain(await found())
    }
  })

  it('is left as it is, and not found, where that is wanted', async () => {
    await keep('PK one')
    const preview = slot({}, { keeps: false })
    await keep('PK two', preview)
    await preview.forget()
    expect(await found(preview)).toBe('PK one')
    expect(await found(slot({}, { finds: false }))).toBeNull()
    expect(await found()).toBe('PK one')
  })
})

describe('a crash', () => {
  it('between the file and its note leaves nothing that is taken for the file', async () => {
    await keep('PK one')
    const old = await readFile(await ofKept('.note'))
    await keep('PK two')
    await writeFile(await ofKept('.note'), old)
    expect(await found()).toBeNull()
    expect(await left()).toEqual([])
  })

  it('before the note is renamed leaves a scratch file, which is cleared like any other', async () => {
    const file = await stage('PK one')
    expect((await left()).every((name) => name.startsWith('feed-'))).toBe(true)
    await rm(file.path)
    await slot().keep(file)
    expect(trouble).toEqual(['ENOENT'])
    expect(await left()).toEqual([])
  })

  it('of the disk keeps nothing and harms no run', async () => {
    await keep('PK one')
    const note = await ofKept('.note')
    await rm(note)
    await mkdir(join(note, 'in the way'), { recursive: true })
    await keep('PK two')
    expect(trouble).toHaveLength(1)
    expect(await left()).toEqual([])
  })
})

describe('the list of the shelf', () => {
  it('has what fits its note with its source, and what doesn’t without', async () => {
    await keep('PK one')
    await keep('PK two', slot({ sourceId: 'other' }))
    await writeFile(join(folder, 'kept-stray.package'), 'PK')
    await writeFile(join(folder, 'notes.txt'), 'mine')
    const listed = await shelf().list()
    expect(new Set(listed.map(({ note }) => note?.sourceId ?? null))).toEqual(new Set(['other', 'sis', null]))
    const stray = listed.find(({ note }) => note === null)
    await shelf().remove(stray?.name ?? '')
    expect(await left()).toHaveLength(5)
    expect(await left()).not.toContain('kept-stray.package')
  })
})
