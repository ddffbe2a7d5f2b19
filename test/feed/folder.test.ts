/** F40: a folder that is still being written to is no package yet. */

import { appendFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFolder } from '../../src/feed/folder.ts'
import { feedIo } from '../contract/read-all.ts'

let folder = ''
const file = (name = 'users.csv'): string => join(folder, name)
const open = (settleMs: number) => openFolder(folder, feedIo({ settleMs }).limits)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-'))
  await writeFile(file(), 'sourcedId\nu1\n')
})
afterEach(() => rm(folder, { recursive: true }))

describe('a folder written to a moment ago', () => {
  it.each([
    ['a file grows', () => appendFile(file(), 'u2\n')],
    ['a file of the same size is put over it', () => writeFile(file(), 'sourcedId\nu9\n')],
    ['another file comes', () => writeFile(file('orgs.csv'), 'sourcedId\n')],
    ['a file goes', () => rm(file())],
  ])('is refused, as one that may be whole at the next try, where %s meanwhile', async (_what, change) => {
    const opening = open(300)
    setTimeout(() => void change(), 100)
    await expect(opening).rejects.toMatchObject({ code: 'PACKAGE_CHANGED', disposition: 'retry' })
  })

  it('is read where it stays as it is', async () => {
    expect((await open(100)).files.map(({ path }) => path)).toEqual(['users.csv'])
  })

  it('is refused, too, where it changes while it is read', async () => {
    const opened = await open(0)
    await appendFile(file(), 'u2\n')
    await expect(opened.verifyUnchanged()).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' })
  })
})

describe('a folder that lies there since long', () => {
  it('is read at once', async () => {
    const yesterday = new Date(Date.now() - 86_400_000)
    await utimes(file(), yesterday, yesterday)
    expect((await open(3_600_000)).files).toHaveLength(1)
  })
})
