/** Runs by order: who may ask for what, and that an order is given once, in the person's name. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globally, inDistrict } from '../../src/store/database.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'
import type { PersonName } from './school-district.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const post = (name: PersonName, path: string, body?: unknown) =>
  app.call(`/api/v1/${path}`, {
    method: 'POST',
    token: app.bearerOf(app.alpha, name),
    ...(body === undefined ? {} : { body }),
  })

const orders = async () =>
  globally(app.world.database, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      'select district_id, source_id, kind, run_id, requested_by from run_order order by id',
    )
    return rows
  })

const planRise = (role: string) =>
  inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    await client.query('delete from run_change where run_id = $1', [app.alpha.run])
    await client.query(
      "insert into run_change (district_id, run_id, kind, op, key, after) values ('alpha', $1, 'roles', 'add', $2, $3)",
      [app.alpha.run, `x|${role}`, JSON.stringify({ role })],
    )
  })

const planLoss = (role: string) =>
  inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    await client.query('delete from run_change where run_id = $1', [app.alpha.run])
    await client.query(
      "insert into run_change (district_id, run_id, kind, op, key, before) values ('alpha', $1, 'roles', 'retire', $2, $3)",
      [app.alpha.run, `x|${role}`, JSON.stringify({ role })],
    )
  })

describe('an order', () => {
  it('is refused to everybody else, and for what is not there or another district’s', async () => {
    const before = await orders()
    const answers = [
      (await post('schoolAdmin', `runs/${app.alpha.run}/decision`, { decision: 'approve' })).status,
      (await post('teacher', 'sources/sis/runs', { preview: true })).status,
      (await post('itAdmin', 'sources/none/runs', { preview: false })).status,
      (await post('itAdmin', `runs/${app.beta.run}/undo`, { preview: false })).status,
      (await post('itAdmin', `runs/${app.beta.run}/decision`, { decision: 'discard' })).status,
      (await post('itAdmin', `runs/${app.beta.run}/retry`)).status,
      (await post('itAdmin', `runs/${app.alpha.run}/decision`, { decision: 'delete' })).status,
      (await post('itAdmin', `runs/${app.alpha.run}/undo`, { preview: false, districtId: 'beta' })).status,
    ]
    expect(answers).toEqual([403, 403, 404, 404, 404, 404, 400, 400])
    expect(await orders()).toEqual(before)
  })

  it('is given in the person’s name and read back until it is done', async () => {
    const { status, json } = await post('itAdmin', 'sources/sis/runs', { preview: true })
    expect(status).toBe(202)
    const { orderId } = json as { orderId: string }
    expect((await orders()).at(-1)).toEqual({
      district_id: 'alpha',
      source_id: 'sis',
      kind: 'preview',
      run_id: null,
      requested_by: `person:${app.alpha.people.itAdmin}`,
    })
    const read = await app.call('/api/v1/sources/sis/order', { token: app.bearerOf(app.alpha, 'itAdmin') })
    expect(read.json).toMatchObject({ order: { id: orderId, kind: 'preview', isDone: false, failureCode: null } })
    expect(read.text).not.toContain('requestedBy')
    const elsewhere = await app.call('/api/v1/sources/sis/order', { token: app.bearerOf(app.beta, 'itAdmin') })
    expect(elsewhere.json).toEqual({ order: null })
  })

  it('to approve a rise of administrators is the district administrator’s, not district IT’s (OWN-05, OWN-06)', async () => {
    await planRise('school_admin')
    const decision = { decision: 'approve' }
    const path = `runs/${app.alpha.run}/decision`
    expect((await post('itAdmin', path, decision)).status).toBe(403)
    expect((await post('itAdmin', path, { decision: 'approve_additions' })).status).toBe(403)
    expect((await post('itAdmin', path, { decision: 'discard' })).status).toBe(202)
    expect((await post('districtAdmin', path, decision)).status).toBe(202)
    await planRise('teacher')
    expect((await post('itAdmin', path, decision)).status).toBe(202)
    expect((await orders()).slice(-3).map(({ kind, run_id: run }) => [kind, run])).toEqual([
      ['discard', app.alpha.run],
      ['approve', app.alpha.run],
      ['approve', app.alpha.run],
    ])
  })

  it('to take back a run that took an administrator’s role is the district administrator’s, a look at it everybody’s who may undo (OWN-06, OWN-08)', async () => {
    const path = `runs/${app.alpha.run}/undo`
    const before = await orders()
    for (const role of ['district_admin', 'school_admin', 'billing_only', 'it_admin']) {
      await planLoss(role)
      const refused = await post('itAdmin', path, { preview: false })
      expect(refused.status, role).toBe(403)
      expect(refused.json).toMatchObject({ error: { code: 'rise_forbidden' } })
    }
    expect(await orders()).toEqual(before)
    expect((await post('itAdmin', path, { preview: true })).status).toBe(202)
    expect((await post('districtAdmin', path, { preview: false })).status).toBe(202)
  })

  it('to take back a run that gave an administrator’s role, or took another one, is district IT’s as well', async () => {
    const path = `runs/${app.alpha.run}/undo`
    await planRise('district_admin')
    expect((await post('itAdmin', path, { preview: false })).status).toBe(202)
    await planLoss('coach')
    expect((await post('itAdmin', path, { preview: false })).status).toBe(202)
  })

  it('is on the audit log', async () => {
    await post('districtAdmin', `runs/${app.alpha.run}/undo`, { preview: true })
    const rows = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, async (client) => {
      const text = "select actor, object, detail from audit_entry where action = 'run.order' order by id desc limit 1"
      return (await client.query<Record<string, unknown>>(text)).rows
    })
    expect(rows).toEqual([
      {
        actor: `person:${app.alpha.people.districtAdmin}`,
        object: `run:${app.alpha.run}`,
        detail: { kind: 'preview_undo' },
      },
    ])
  })
})
