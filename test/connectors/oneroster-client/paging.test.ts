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

describe('totals and links', () => {
  it('are not needed', async () => {
    await startWith({ rows: orgs(12) })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.map((page) => [page.received, page.declaredTotal, page.revision])).toEqual([
      [10, null, null],
      [2, null, null],
      [0, null, null],
    ])
    expect(doubtsOf(pages)).toEqual([])
  })

  it('that say it is over sooner are not believed', async () => {
    await startWith({ rows: orgs(25), total: () => '10', link: () => '<https://sis.example/orgs>; rel="first"' })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.at(-1)?.nextOffset).toBe(25)
    expect(doubtsOf(pages)).toEqual(['total_differs'])
  })

  it('that promise more than comes are a doubt', async () => {
    await startWith({ rows: orgs(25), total: () => '26' })
    expect(doubtsOf(await all(clientOf(provider).pages('orgs')))).toEqual(['total_differs'])
  })

  it('that move are told', async () => {
    await startWith({ rows: orgs(25), total: (offset) => String(offset < 10 ? 24 : 25) })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.map((page) => page.declaredTotal)).toEqual([24, 25, 25, 25])
    expect(pages.map((page) => page.warnings.includes('total_moved'))).toEqual([false, true, false, false])
    expect(doubtsOf(pages)).toEqual(['total_moved'])
  })

  it('that are left out of the page without rows are no doubt', async () => {
    await startWith({ rows: orgs(15), total: (offset) => (offset < 15 ? '15' : null) })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.at(-1)).toMatchObject({ declaredTotal: null, warnings: [] })
    expect(doubtsOf(pages)).toEqual([])
  })

  it('that are no numbers are said, and ignored', async () => {
    await startWith({ rows: orgs(3), total: () => 'many' })
    const [first] = await all(clientOf(provider).pages('orgs'))
    expect(first).toMatchObject({ declaredTotal: null, warnings: ['total_unreadable'] })
  })

  it('may be called X-Count', async () => {
    await startWith({ rows: orgs(3), headers: () => ({ 'x-count': '3' }) })
    expect((await all(clientOf(provider).pages('orgs')))[0]?.declaredTotal).toBe(3)
  })

  it('with a right link to the next page are followed with all that the link has', async () => {
    await startWith({
      rows: orgs(25),
      link: (offset, limit) =>
        `</ims/oneroster/rostering/v1p2/orgs?limit=${limit}&offset=0>; rel="first", ` +
        `</ims/oneroster/rostering/v1p2/orgs?limit=${limit}&offset=${offset + limit}&sort=sourcedId&orderBy=asc&snapshot=s%201>; rel="next"`,
    })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.flatMap((page) => page.rows.map((row) => row.record.sourcedId))).toEqual(ids(25))
    expect(provider.seen.map(({ query }) => query.get('snapshot'))).toEqual([null, 's 1', 's 1', null])
    // Behind the last short page the link was 5 rows too far.
    expect(pages.map((page) => page.warnings)).toEqual([[], [], ['link_ignored'], []])
  })

  it.each([
    ['to another place in the list', (offset: number) => `?limit=10&offset=${offset + 10}&sort=sourcedId&orderBy=asc`],
    ['to another host', (offset: number) => `https://elsewhere.example/orgs?limit=10&offset=${offset + 4}`],
    [
      'to another host under the same path',
      (offset: number) =>
        `https://elsewhere.example/ims/oneroster/rostering/v1p2/orgs?offset=${offset + 4}&sort=sourcedId&orderBy=asc`,
    ],
    ['to another path', (offset: number) => `/other?limit=10&offset=${offset + 4}&sort=sourcedId&orderBy=asc`],
    ['without our filter and order', (offset: number) => `?limit=10&offset=${offset + 4}`],
    ['that is none', () => 'http://['],
  ])('with a link %s are ignored', async (_name, target) => {
    await startWith({ rows: orgs(9), clamp: 4, link: (offset) => `<${target(offset)}>; rel=next` })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.flatMap((page) => page.rows.map((row) => row.record.sourcedId))).toEqual(ids(9))
    expect(pages[0]?.warnings).toContain('link_ignored')
    expect(new Set(provider.seen.map(({ path }) => path)).size).toBe(1)
  })
})

describe('data that change during a pull', () => {
  it('are told by the revision', async () => {
    await startWith({ rows: orgs(25), headers: (offset) => ({ 'x-perm-rev': offset < 20 ? '71' : '72' }) })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.map((page) => page.revision)).toEqual(['71', '71', '72', '72'])
    expect(pages[2]?.warnings).toContain('revision_moved')
    expect(doubtsOf(pages)).toEqual(['revision_moved'])
  })

  it('are told by rows that come twice', async () => {
    await start((seen, response) => {
      const rows = seen.query.get('offset') === '0' ? orgs(25) : [...orgs(1, 100), ...orgs(25)]
      answerPage({ rows }, seen, response)
    })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages[1]?.warnings).toContain('rows_repeated')
    expect(doubtsOf(pages)).toEqual(['rows_repeated'])
  })

  it('leave a doubt where the server knows no order and tells nothing to check by', async () => {
    await start((seen, response) => {
      if (seen.query.has('sort')) sendJson(response, {}, 400)
      else answerPage({ rows: orgs(15) }, seen, response)
    })
    expect(doubtsOf(await all(clientOf(provider).pages('orgs')))).toEqual(['order_unknown'])
  })
})

describe('a page that repeats an earlier one', () => {
  it('is asked for again, and taken when it is itself', async () => {
    await start((seen, response, count) => {
      const offset = count === 2 ? '0' : (seen.query.get('offset') ?? '')
      answerPage({ rows: orgs(25) }, { ...seen, query: new URLSearchParams({ limit: '10', offset }) }, response)
    })
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.flatMap((page) => page.rows.map((row) => row.record.sourcedId))).toEqual(ids(25))
    expect(pages.map((page) => page.warnings)).toEqual([[], [], ['page_repeated'], []])
  })

  it('ends the pull when it comes again: a server that ignores the offset has no end', async () => {
    await start((seen, response) =>
      answerPage({ rows: orgs(25) }, { ...seen, query: new URLSearchParams({ limit: '10' }) }, response),
    )
    const error = await errorOf(all(clientOf(provider).pages('orgs')))
    expect(error).toMatchObject({ code: 'PAGE_REPEATED', offset: 10 })
    expect(provider.seen).toHaveLength(3)
  })

  it('is noticed however long ago the earlier one was', async () => {
    await start((seen, response) => {
      const offset = Number(seen.query.get('offset'))
      const query = new URLSearchParams({ limit: '10', offset: String(offset % 30) })
      answerPage({ rows: orgs(30) }, { ...seen, query }, response)
    })
    expect(await errorOf(all(clientOf(provider).pages('orgs')))).toMatchObject({ code: 'PAGE_REPEATED', offset: 30 })
  })

  it('ends the pull by the limit of pages where the server makes up rows for ever', async () => {
    await start((seen, response) => sendJson(response, { orgs: orgs(10, Number(seen.query.get('offset'))) }))
    const client = clientOf(provider, { limits: { pagesMax: 7 } })
    expect(await errorOf(all(client.pages('orgs')))).toMatchObject({ code: 'TOO_MANY_PAGES', offset: 70 })
  })
})

/** Refuses what the test says, by a body that names it or not. */
function refusing(refuses: (query: URLSearchParams) => boolean, body: unknown = {}, status = 400): Promise<Provider> {
  return start((seen, response) =>
    refuses(seen.query) ? sendJson(response, body, status) : answerPage({ rows: orgs(12) }, seen, response),
  )
}

const minor = (value: string): unknown => ({
  imsx_codeMajor: 'failure',
  imsx_severity: 'error',
  imsx_CodeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'x', imsx_codeMinorFieldValue: value }] },
})

describe('a query that the server refuses', () => {
  const FULL = { filter: "role='teacher'", fields: ['name'] } as const
  it.each([
    ['the order', 'sort', { sort: false, filter: "role='teacher'", fields: ['sourcedId', 'name'] }],
    ['the filter', 'filter', { sort: true, filter: null, fields: ['sourcedId', 'name'] }],
    ['the fields', 'fields', { sort: true, filter: "role='teacher'", fields: null }],
  ] as const)('loses %s and nothing else, though the server names nothing', async (_name, part, asked) => {
    await refusing((query) => query.has(part))
    const pages = await all(clientOf(provider).pages('orgs', FULL))
    expect(pages.map((page) => page.asked)).toEqual([asked, asked, asked].map((one) => ({ limit: 10, ...one })))
    expect(pages[0]?.warnings).toContain('query_reduced')
    expect(pages.flatMap((page) => page.rows)).toHaveLength(12)
  })

  it('loses at once what the server names', async () => {
    await refusing((query) => query.has('filter'), minor('invalid_filter_field'), 422)
    const pages = await all(clientOf(provider).pages('orgs', FULL))
    expect(pages[0]?.asked).toMatchObject({ sort: true, filter: null })
    expect(provider.seen).toHaveLength(1 + 3)
  })

  it('loses one named part after the other', async () => {
    await start((seen, response) => {
      if (seen.query.has('filter')) sendJson(response, minor('invalid_filter_field'), 400)
      else if (seen.query.has('fields')) sendJson(response, minor('invalid_selection_field'), 400)
      else answerPage({ rows: orgs(2) }, seen, response)
    })
    const [first] = await all(clientOf(provider).pages('orgs', FULL))
    expect(first?.asked).toEqual({ limit: 10, sort: true, filter: null, fields: null })
  })

  it('loses everything before it is given up', async () => {
    await refusing((query) => query.has('sort') || query.has('filter'))
    const [first] = await all(clientOf(provider).pages('orgs', { filter: FULL.filter }))
    expect(first?.asked).toMatchObject({ sort: false, filter: null })
  })

  it('gets smaller pages where the limit is what is refused', async () => {
    await refusing((query) => Number(query.get('limit')) > 3)
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages[0]).toMatchObject({ asked: { limit: 2, sort: true }, received: 2 })
    expect(pages[0]?.warnings).toContain('limit_lowered')
    expect(pages.flatMap((page) => page.rows)).toHaveLength(12)
  })

  it('is remembered: the next pull asks at once for what was given', async () => {
    await refusing((query) => query.has('sort'))
    const client = clientOf(provider)
    await all(client.pages('orgs'))
    const before = provider.seen.length
    const [first] = await all(client.pages('orgs'))
    expect(provider.seen.slice(before).filter(({ query }) => query.has('sort'))).toEqual([])
    expect(first?.warnings).toContain('query_reduced')
    // Another collection is another question.
    await all(client.pages('schools'))
    expect(provider.seen.filter(({ path, query }) => path.endsWith('/schools') && query.has('sort'))).toHaveLength(1)
  })

  it('fails in the end where nothing helps', async () => {
    await refusing(() => true)
    const error = await errorOf(all(clientOf(provider).pages('orgs', FULL)))
    expect(error).toMatchObject({ code: 'QUERY_REFUSED', status: 400, offset: 0 })
  })

  it('fails at a later page: what is left would be another query', async () => {
    await refusing((query) => query.get('offset') === '10')
    expect(await errorOf(all(clientOf(provider).pages('orgs')))).toMatchObject({ code: 'QUERY_REFUSED', offset: 10 })
  })
})

describe('a single object', () => {
  it('is read by its sourcedId, whatever is in it', async () => {
    await start((_seen, response) => sendJson(response, { org: orgs(1)[0] }))
    const row = await clientOf(provider).single('schools', 'a/b c?d')
    expect(row?.record).toMatchObject({ sourcedId: 'o-00000', name: 'School 0' })
    expect(provider.seen[0]?.path).toBe('/ims/oneroster/rostering/v1p2/schools/a%2Fb%20c%3Fd')
  })

  it('is null where the server knows none', async () => {
    await start((_seen, response) => sendJson(response, {}, 404))
    expect(await clientOf(provider).single('users', 'u-1')).toBeNull()
  })

  it('is an error where the answer has none, and the error doesn’t name the id', async () => {
    await start((_seen, response) => sendJson(response, {}))
    const error = await errorOf(clientOf(provider).single('users', 'jane.doe'))
    expect(error).toMatchObject({ code: 'ENVELOPE_MISSING', path: '/users/{sourcedId}' })
    expect(String(error)).not.toContain('jane')
  })
})
