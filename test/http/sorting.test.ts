/** Lists are sorted alike: every name that a list's `sort` takes is taken, both ways, and pages never overlap. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RegisteredRoute } from '../../src/http/route.ts'
import { pathsOf } from './paths.ts'
import type { TestApp } from './test-app.ts'
import type { Ids } from './things.ts'
import { plantThings } from './things.ts'
import { openWholeApp } from './whole-app.ts'

let app: TestApp
let ours: Ids
let lists: readonly RegisteredRoute[]

beforeAll(async () => {
  app = await openWholeApp()
  ours = await plantThings(app, app.alpha)
  lists = app.table.routes.filter(({ query }) => query !== undefined && 'page' in query.properties)
})
afterAll(() => app.close())

const SORTABLE = [
  '/api/v1/audit',
  '/api/v1/audit/sync',
  '/api/v1/coaching/cycles',
  '/api/v1/coaching/educator-database',
  '/api/v1/coaching/educators',
  '/api/v1/coaching/handovers',
  '/api/v1/coaching/handovers/decided',
  '/api/v1/coaching/interactions',
  '/api/v1/coaching/note-openings',
  '/api/v1/coaching/reports/all/not-seen',
  '/api/v1/coaching/reports/mine/not-seen',
  '/api/v1/coaching/time-lines/:educatorId',
  '/api/v1/district/sessions',
  '/api/v1/educator-merges',
  '/api/v1/export-credits',
  '/api/v1/export-credits/history',
  '/api/v1/licences/:kind/ledger',
  '/api/v1/licences/:kind/seats',
  '/api/v1/lti/classes',
  '/api/v1/lti/course-pages',
  '/api/v1/lti/links',
  '/api/v1/lti/people',
  '/api/v1/lti/unmatched',
  '/api/v1/match-proposals',
  '/api/v1/people',
  '/api/v1/products/:product/students',
  '/api/v1/rules/history',
  '/api/v1/runs',
  '/api/v1/runs/:runId/changes',
  '/api/v1/runs/:runId/matches',
  '/api/v1/runs/:runId/quarantine',
  '/api/v1/schools/:schoolId/classes',
  '/api/v1/staff',
  '/api/v1/staff/invitations',
  '/api/v1/support-accesses',
]

function fieldsOf({ query }: RegisteredRoute): readonly string[] {
  const pattern = (query?.properties['sort'] as { readonly pattern?: string } | undefined)?.pattern ?? ''
  return /^\^-\?\(\?:([A-Za-z|]+)\)/.exec(pattern)?.[1]?.split('|') ?? []
}

const ask = async (path: string, query: string) => {
  const answers = await Promise.all(
    (['districtAdmin', 'coach', 'itAdmin', 'teacher'] as const).map((name) =>
      app.call(`${path}?${query}`, { token: app.bearerOf(app.alpha, name) }),
    ),
  )
  const fine = answers.find(({ status }) => status === 200) ?? answers[0]
  const json = fine?.json as { readonly items?: readonly Row[]; readonly people?: { readonly items: readonly Row[] } }
  return { status: fine?.status, text: fine?.text ?? '', items: json.items ?? json.people?.items ?? [] }
}
type Row = Readonly<Record<string, unknown>>

describe('a list', () => {
  it('says by what it is sorted', () => {
    const sortable = lists.filter((route) => fieldsOf(route).length > 0).map(({ path }) => path)
    expect(sortable).toEqual(expect.arrayContaining(SORTABLE))
  })

  it('takes each of the names, both ways and together, and gives the same rows', { timeout: 120_000 }, async () => {
    const wrong: string[] = []
    for (const route of lists)
      for (const field of fieldsOf(route)) {
        const [path = ''] = pathsOf(route, ours)
        const plain = await ask(path, 'pageSize=100')
        for (const sort of [field, `-${field}`, `${field},-${fieldsOf(route).at(-1) ?? field}`]) {
          const { status, text, items } = await ask(path, `pageSize=100&sort=${sort}`)
          const sameRows = keysOf(items).toSorted().join() === keysOf(plain.items).toSorted().join()
          if (status !== plain.status || status !== 200 || !sameRows) wrong.push(`${path} ${sort}: ${status} ${text}`)
          const value = items.map((row) => row[field])
          const texts = value
            .filter((each): each is string => typeof each === 'string')
            .map((each) => each.toLowerCase())
          if (texts.length === items.length && !isSorted(texts, sort.startsWith('-')))
            wrong.push(`${path} ${sort}: ${texts.join(' ')}`)
        }
      }
    expect(wrong).toEqual([])
  })

  it('refuses any other name, and more than it can take', async () => {
    for (const sort of ['id;drop table person', 'family_name', '-', 'name,', 'name,name,name,name,name'])
      expect((await ask('/api/v1/staff', `sort=${encodeURIComponent(sort)}`)).status, sort).toBe(400)
  })

  it('keeps its own order among equals, so that pages are without gap or overlap', async () => {
    const all = keysOf((await ask('/api/v1/staff', 'pageSize=100&sort=state')).items)
    const pages: string[] = []
    for (let page = 1; pages.length < all.length; page += 1) {
      const { items } = await ask('/api/v1/staff', `pageSize=2&page=${page}&sort=state`)
      expect(items.length).toBeGreaterThan(0)
      pages.push(...keysOf(items))
    }
    expect(pages).toEqual(all)
    expect(new Set(all).size).toBe(all.length)
    expect(keysOf((await ask('/api/v1/staff', 'pageSize=100&sort=-name')).items)).toEqual(
      keysOf((await ask('/api/v1/staff', 'pageSize=100&sort=name')).items).toReversed(),
    )
  })
})

function keysOf(items: readonly Row[]): readonly string[] {
  return items.map((row) => JSON.stringify(row['id'] ?? row))
}

/** By the small letters of the database's order, as far as plain words go. */
function isSorted(texts: readonly string[], descending: boolean): boolean {
  const expected = texts.toSorted((a, b) => a.localeCompare(b, 'en'))
  const inOrder = descending ? expected.toReversed() : expected
  return inOrder.every((each, index) => each === texts[index])
}
