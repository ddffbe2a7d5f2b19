/** Each wall between districts alone: every route with the policy broken down, and the matrix without row-level security. */

import type { PoolClient, QueryConfig } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Principal, PrincipalRole } from '../../src/access/principal.ts'
import type { Role, ScopeType } from '../../src/roster/model.ts'
import { ROLES } from '../../src/roster/model.ts'
import { gatherAskers } from './matrix/askers.ts'
import { wrongOf } from './matrix/ask.ts'
import { cellsOf } from './matrix/cells.ts'
import { sampleOf } from './matrix/sample-body.ts'
import { plantWorld } from './matrix/things.ts'
import { pathsOf } from './paths.ts'
import { GLOBAL_TABLES } from '../support/catalogue.ts'
import { switchOffRowSecurity } from './row-security.ts'
import type { SchoolDistrict } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import type { Ids } from './things.ts'
import { contentOf } from './district-content.ts'
import { plantThings } from './things.ts'
import { openWholeApp } from './whole-app.ts'

describe('row-level security alone, where the policy has broken down', () => {
  let app: TestApp
  let theirs: Ids

  beforeAll(async () => {
    app = await openWholeApp()
    theirs = await plantThings(app, app.beta)
    pinTo(app, 'alpha')
  })
  afterAll(() => app.close())

  it('shows at no route anything of the other district, and changes nothing there', { timeout: 300_000 }, async () => {
    const token = app.bearerFor(everything(app.beta))
    const before = await ownTables()
    const secrets = valuesOf(app.beta)
    const leaks: string[] = []
    let asked = 0
    for (const route of app.table.routes.filter(({ access }) => access.capability !== undefined)) {
      for (const path of pathsOf(route, theirs)) {
        const body = route.body === undefined ? {} : { body: sampleOf(route.body) }
        const { text } = await app.call(path, { method: route.method.toUpperCase(), token, ...body })
        asked += 1
        for (const secret of secrets) if (text.includes(secret)) leaks.push(`${route.method} ${path}: ${secret}`)
      }
    }
    expect(leaks).toEqual([])
    expect(asked).toBeGreaterThan(90)
    expect(await ownTables()).toEqual(before)
  })

  /** What row-level security is about: the queue and other tables of the installation have none. */
  async function ownTables(): Promise<unknown> {
    const all = [await contentOf(app, 'beta'), await contentOf(app, 'alpha')]
    return all.map((tables) => Object.entries(tables).filter(([name]) => !GLOBAL_TABLES.has(name)))
  }

  it('would have shown it: without the pin the same principal sees the district', async () => {
    const seen = await app.call('/api/v1/people', { token: app.bearerFor(everything(app.alpha)) })
    expect(seen.text).toContain(app.alpha.people.teacher)
  })
})

describe('the policy alone, with row-level security switched off', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await openWholeApp({ sessions: true })
  })
  afterAll(() => app.close())

  it('answers the cells of the other district and a part of all others as before', { timeout: 600_000 }, async () => {
    const world = await plantWorld(app)
    const cells = cellsOf(app.table.routes, await gatherAskers(app), world)
    await switchOffRowSecurity(app.database.ownerUrl)
    const before = await contentOf(app, 'beta')
    const some = cells.filter(({ relation }, index) => (relation === 'elsewhere' ? index % 3 === 0 : index % 12 === 0))
    expect(await wrongOf(app, some)).toEqual([])
    expect(await contentOf(app, 'beta')).toEqual(before)
  })
})

/** Whoever begins a transaction of any district gets this one's: as if the layers above had asked for the wrong one. */
function pinTo(app: TestApp, districtId: string): void {
  const pinnedAlready = new WeakSet<PoolClient>()
  const pin = (client: PoolClient): void => {
    if (pinnedAlready.has(client)) return
    pinnedAlready.add(client)
    const plain = client.query.bind(client) as (...all: readonly unknown[]) => unknown
    const pinned = (first: string | QueryConfig, ...rest: readonly unknown[]): unknown =>
      plain(pinnedTo(first), ...rest)
    Object.assign(client, { query: pinned })
  }
  const pinnedTo = (first: string | QueryConfig): unknown => {
    if (typeof first === 'string')
      return first.replace(/set_config\('app\.district_id', '[^']*'/, `set_config('app.district_id', '${districtId}'`)
    const isContext = first.text.includes("set_config('app.district_id', $1")
    return isContext
      ? { ...first, values: [districtId, ...((first.values ?? []) as readonly unknown[]).slice(1)] }
      : first
  }
  app.world.database.pool.on('acquire', pin)
}

/** Every role on everything of the district. */
function everything({ id, north, classes }: SchoolDistrict): Principal {
  const at: Readonly<Partial<Record<Role, readonly [ScopeType, string]>>> = {
    class_lead: ['class', classes.algebra],
    customer_admin: ['customer', 'acme'],
    principal: ['school', north],
  }
  const roles = ROLES.map((role): PrincipalRole => {
    const [scopeType, scopeId] = at[role] ?? (['district', id] as const)
    return { role, scopeType, scopeId, taught: true }
  })
  return { districtId: id, personId: null, customerId: 'acme', customerAdminId: '1', roles }
}

/** Numbers of people, classes and schools that this district alone has, as they stand in an answer, and its addresses. */
function valuesOf({ people, classes, north }: SchoolDistrict): readonly string[] {
  const numbers = [...Object.values(people), ...Object.values(classes), north]
  return ['@beta.example', ...numbers.map((id) => `"id":"${id}"`)]
}
