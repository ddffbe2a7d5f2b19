/** Where the next read goes on: what is left for it, and when it is not believed. */

import { afterEach, describe, expect, it } from 'vitest'
import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import type { FeedIo } from '../../../src/feed/connector.ts'
import type { Bookmark } from '../../../src/roster/bookmark.ts'
import { feedIo, readAll } from '../../contract/read-all.ts'
import type { Heard } from '../../contract/read-all.ts'
import { asked, closeAll, serve } from './pulling.ts'
import type { ServedApi } from './serve.ts'

afterEach(closeAll)

const DATED = '2026-11-20T01:02:03.000Z'
const INCREMENTAL = { modifiedAt: DATED, more: { incremental: true } }

/** The filters of a read that finds that bookmark. */
async function filters(
  served: ServedApi,
  bookmark: Bookmark | null,
  over: Partial<FeedIo> = {},
): Promise<(string | null)[]> {
  served.fake.forget()
  const heard = await readAll(oneRosterRest, served.config, { ...feedIo(), bookmark, ...over })
  expect(heard.error).toBeNull()
  return [...new Set(asked(served.fake, '/users').map((query) => query.get('filter')))]
}

const read = (served: ServedApi): Promise<Heard> => readAll(oneRosterRest, served.config)

describe('what is left for the next read', () => {
  it('is the latest date that the provider gave, by its own clock', async () => {
    const { bookmark } = await read(await serve('1.2', INCREMENTAL))
    expect(bookmark).toMatchObject({ since: DATED })
    expect(Object.values(bookmark ?? {}).join(' ')).not.toMatch(/staffroom|127\.0\.0\.1/)
  })

  it('is never later than the read began: a date in the future would hide changes', async () => {
    const { bookmark } = await read(await serve('1.2', { ...INCREMENTAL, modifiedAt: '2099-01-01T00:00:00.000Z' }))
    expect(Date.parse(bookmark?.['since'] ?? '')).toBeLessThanOrEqual(Date.now())
  })

  it.each([
    ['unless changes are wanted', { modifiedAt: DATED }],
    ['where a table was not proven', { ...INCREMENTAL, quirks: { missing: ['courses'] } }],
  ])('is nothing %s', async (_name, options) => {
    expect((await read(await serve('1.2', options))).bookmark).toBeNull()
  })

  it('is nothing from a provider that dates nothing', async () => {
    const served = await serve('1.2', INCREMENTAL)
    served.fake.setDistortion((object) => ({ ...object, dateLastModified: null }))
    expect((await read(served)).bookmark).toBeNull()
  })
})

describe('what was left', () => {
  it('is gone on from, a day earlier', async () => {
    const served = await serve('1.2', INCREMENTAL)
    const { bookmark } = await read(served)
    expect(await filters(served, bookmark)).toEqual(["dateLastModified>='2026-11-19T01:02:03.000Z'"])
  })

  it('is not used when the whole set is wanted', async () => {
    const served = await serve('1.2', INCREMENTAL)
    const { bookmark } = await read(served)
    expect(await filters(served, bookmark, { wholeSetWanted: true })).toEqual([null])
  })

  it.each<readonly [string, Bookmark]>([
    ['of another feed', { feed: '0000000000000000' }],
    ['of a form that is not known', { format: '0' }],
    ['without a moment', { since: 'some day' }],
  ])('is not believed when it is %s', async (_name, over) => {
    const served = await serve('1.2', INCREMENTAL)
    const { bookmark } = await read(served)
    expect(await filters(served, { ...bookmark, ...over })).toEqual([null])
  })
})
