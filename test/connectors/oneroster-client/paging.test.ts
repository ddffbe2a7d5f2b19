/** Pulls against a real server: the end is the page without a row, and every page tells what it proves. */

import { afterEach, describe, expect, it } from 'vitest'
import { doubtsOf } from '../../../connectors/oneroster-client/completeness.ts'
import { all, answerPage, clientOf, errorOf, orgs, sendJson, serve } from './provider.ts'
import type { Habits, Handler, Provider } from './provider.ts'

let provider: Provider

afterEach(() => provider.close())

async function start(handler: Handler): Promise<Provider> {
  provider = await serve(handler)
  return provider
}

function startWith(habits: Habits): Promise<Provider> {
  return start((seen, response) => answerPage(habits, seen, response))
}

const ids = (count: number, from = 0): unknown[] => orgs(count, from).map((row) => row['sourcedId'])

describe('a pull', () => {
  it('yields every page and ends on the one without a row', async () => {
    await startWith({ rows: orgs(25), total: () => '25' })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.map((page) => [page.offset, page.received, page.nextOffset, page.isEnd])).toEqual([
      [0, 10, 10, false],
      [10, 10, 20, false],
      [20, 5, 25, false],
      [25, 0, 25, true],
    ])
    expect(pages.flatMap((page) => page.rows.map((row) => row.record.sourcedId))).toEqual(ids(25))
    expect(doubtsOf(pages)).toEqual([])
  })

  it('asks below the path of the standard, in the order of sourcedId', async () => {
    await startWith({ rows: [] })
    await all(clientOf(provider).pages('orgs', { filter: "status='active'", fields: ['name'] }))
    const [request] = provider.seen
    expect(request?.path).toBe('/ims/oneroster/rostering/v1p2/orgs')
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      limit: '10',
      offset: '0',
      sort: 'sourcedId',
      orderBy: 'asc',
      filter: "status='active'",
      fields: 'sourcedId,name',
    })
    expect(request?.headers.authorization).toBe('Bearer static-token')
  })

  it('takes an empty collection for one page without a row', async () => {
    await startWith({ rows: [] })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.map((page) => [page.received, page.isEnd])).toEqual([[0, true]])
  })

  it('takes nothing for the end but an empty page, where the server clamps the limit without a word', async () => {
    await startWith({ rows: orgs(23), clamp: 4 })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.map((page) => page.received)).toEqual([4, 4, 4, 4, 4, 3, 0])
    expect(pages.flatMap((page) => page.rows.map((row) => row.record.sourcedId))).toEqual(ids(23))
    expect(pages.map((page) => page.warnings.includes('limit_clamped'))).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      false,
    ])
  })

  it('yields rows alone to who wants no pages', async () => {
    await startWith({ rows: orgs(12) })
    const rows = await all(clientOf(provider).rows('orgs'))
    expect(rows.map((row) => row.record.sourcedId)).toEqual(ids(12))
  })

  it('is resumed at an offset', async () => {
    await startWith({ rows: orgs(25), total: () => '25' })
    const client = clientOf(provider)
    const before = []
    for await (const page of client.pages('orgs')) {
      before.push(page)
      if (before.length === 2) break
    }
    const after = await all(client.pages('orgs', { offset: before[1]?.nextOffset ?? 0 }))
    expect(after.flatMap((page) => page.rows.map((row) => row.record.sourcedId))).toEqual(ids(5, 20))
    expect(doubtsOf(after)).toEqual(['gap', 'total_differs'])
    expect(doubtsOf([...before, ...after])).toEqual([])
  })

  it('says at which offset it failed, so that it can be resumed there', async () => {
    await start((seen, response) =>
      seen.query.get('offset') === '20' ? sendJson(response, {}) : answerPage({ rows: orgs(25) }, seen, response),
    )
    const error = await errorOf(all(clientOf(provider).pages('orgs')))
    expect(error).toMatchObject({ code: 'ENVELOPE_MISSING', path: '/orgs', offset: 20, status: 200 })
  })
})
