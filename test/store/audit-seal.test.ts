/** The audit log can only be appended to, and what was sealed of it can't be changed unnoticed, not even by the owner. */

import { beforeAll, describe, expect, test } from 'vitest'
import { checkAudit, findAuditSeal, sealAudit } from '../../src/store/audit/audit-seal.ts'
import type { Database } from '../../src/store/database.ts'
import { globally, inDistrict } from '../../src/store/database.ts'
import { makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
const NOW = new Date('2026-11-22T12:00:00Z')
const LATER = new Date('2026-11-25T12:00:00Z')
let [owner, sync, web] = [] as unknown as [Database, Database, Database]

beforeAll(() => {
  owner = database.open('owner')
  sync = database.open('sync')
  web = database.open('web')
})

let made = 0
/** A district of its own for a test, with so many entries. */
async function districtWith(entries: number): Promise<string> {
  made += 1
  const id = `d${made}`
  await globally(owner, (client) =>
    client.query("insert into district (id, name, timezone) values ($1, 'District', 'UTC')", [id]),
  )
  await write(id, entries)
  return id
}

function write(id: string, entries: number): Promise<unknown> {
  return inDistrict(web, { districtId: id, actor: 'person:7' }, (client) =>
    client.query(
      `insert into audit_entry (district_id, actor, action, object, detail)
       select $1, current_setting('app.actor'), 'field.edit', 'person:' || n, jsonb_build_object('field', 'givenName')
       from generate_series(1, $2::int) n`,
      [id, entries],
    ),
  )
}

const asOwner = (id: string, statement: string) =>
  inDistrict(owner, { districtId: id, actor: 'test' }, (client) => client.query(statement))
const seal = (id: string, now = NOW) =>
  inDistrict(sync, { districtId: id, actor: 'system' }, (client) => sealAudit(client, id, now))
const check = (id: string, now = NOW) =>
  inDistrict(sync, { districtId: id, actor: 'cli' }, (client) => checkAudit(client, id, now))

describe('the audit log', () => {
  test.each(['web', 'sync'] as const)('can only be appended to by the role of %s', async (role) => {
    const id = await districtWith(1)
    const db = { web, sync }[role]
    for (const table of ['audit_entry', 'audit_seal'])
      for (const statement of [
        `update ${table} set district_id = district_id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        await expect(
          inDistrict(db, { districtId: id, actor: 'x' }, (client) => client.query(statement)),
        ).rejects.toMatchObject({ code: '42501' })
  })

  test('is sealed in batches, each entry once, and is whole', async () => {
    const id = await districtWith(2_500)
    expect([await seal(id), await seal(id), await seal(id), await seal(id)]).toEqual([1_000, 1_000, 500, 0])
    await write(id, 3)
    expect(await check(id)).toMatchObject({ sealed: 2_500, waiting: 3, faults: [], head: { number: '3' } })
    expect(await seal(id)).toBe(3)
    expect(await check(id, LATER)).toMatchObject({ sealed: 2_503, waiting: 0, faults: [], head: { number: '4' } })
  })

  test('takes an entry that comes late, whose number is lower than what is sealed', async () => {
    const id = await districtWith(2)
    const late = await owner.pool.connect()
    await late.query('begin')
    await late.query("select set_config('app.district_id', $1, true)", [id])
    await late.query(
      "insert into audit_entry (district_id, actor, action, object) values ($1, 'person:8', 'late', 'person:1')",
      [id],
    )
    await write(id, 1)
    expect(await seal(id)).toBe(3)
    await late.query('commit')
    late.release()
    expect(await seal(id)).toBe(1)
    expect((await check(id, LATER)).faults).toEqual([])
  })

  test('is sealed once by two workers at a time', async () => {
    const id = await districtWith(50)
    const counts = await Promise.all(Array.from({ length: 6 }, () => seal(id)))
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(50)
    expect(await check(id)).toMatchObject({ sealed: 50, faults: [] })
  })
})

/** Three seals: of twenty entries, of twenty and of one. */
async function sealed(): Promise<string> {
  const id = await districtWith(20)
  await seal(id)
  await write(id, 20)
  await seal(id)
  await write(id, 1)
  await seal(id)
  return id
}

async function first(id: string): Promise<string> {
  const { rows } = await inDistrict(owner, { districtId: id, actor: 'test' }, (client) =>
    client.query<{ id: string }>('select min(id)::text as id from audit_entry'),
  )
  return rows[0]?.id ?? ''
}

describe('a log that was tampered with', () => {
  test.each([
    "actor = 'person:9'",
    "action = 'other'",
    "object = 'person:0'",
    "detail = '{}'",
    "at = at - interval '1 s'",
  ])('names the entry that was changed: %s', async (change) => {
    const id = await sealed()
    const entry = await first(id)
    await asOwner(id, `update audit_entry set ${change} where id = ${entry}`)
    expect((await check(id)).faults).toEqual([{ fault: 'entry_changed', seal: '1', entry }])
  })

  test('names the entry that is gone', async () => {
    const id = await sealed()
    const entry = await first(id)
    await asOwner(id, `delete from audit_entry where id = ${entry}`)
    expect((await check(id)).faults).toEqual([{ fault: 'entry_gone', seal: '1', entry }])
  })

  test('names the entry that was slipped in among old ones', async () => {
    const id = await districtWith(1)
    const entry = String(Number(await first(id)) - 1)
    await asOwner(id, `update audit_entry set id = id + 1000000`)
    await seal(id)
    await asOwner(
      id,
      `insert into audit_entry (district_id, id, actor, action, object) values ('${id}', ${entry}, 'person:1', 'x', 'x')`,
    )
    await seal(id, LATER)
    expect((await check(id, LATER)).faults).toEqual([{ fault: 'entry_slipped_in', seal: null, entry }])
  })

  test('names the seal that was changed along with its entry', async () => {
    const id = await sealed()
    const entry = await first(id)
    await asOwner(id, `update audit_entry set actor = 'person:9' where id = ${entry}`)
    await asOwner(
      id,
      `update audit_seal s set entries = (select jsonb_agg(jsonb_build_array(e.id, encode(audit_digest(e.district_id, e.id, e.at, e.actor, e.action, e.object, e.detail), 'hex')) order by e.id)
         from audit_entry e, jsonb_array_elements(s.entries) x where e.id = (x ->> 0)::bigint) where number = 1`,
    )
    expect((await check(id)).faults).toEqual([{ fault: 'seal_changed', seal: '1', entry: null }])
    await asOwner(
      id,
      'update audit_seal set hash = audit_seal_hash(district_id, number, previous, entries) where number = 1',
    )
    expect((await check(id)).faults).toEqual([{ fault: 'seal_detached', seal: '2', entry: null }])
  })

  test('names the seal that is gone', async () => {
    const id = await sealed()
    await asOwner(id, 'delete from audit_seal where number = 2')
    expect((await check(id)).faults).toEqual([{ fault: 'seal_missing', seal: '2', entry: null }])
  })

  test('that was written anew from the first seal to the last is told by a seal that was kept elsewhere', async () => {
    const id = await sealed()
    const kept = (await check(id)).head
    await asOwner(id, 'delete from audit_seal')
    await asOwner(id, "update audit_entry set actor = 'person:9'")
    await seal(id)
    expect(await check(id)).toMatchObject({ faults: [] })
    const found = await inDistrict(sync, { districtId: id, actor: 'cli' }, (client) =>
      findAuditSeal(client, id, kept?.number ?? ''),
    )
    expect(found).not.toBe(kept?.hash)
  })
})

describe('staffroom audit verify', () => {
  test('prints the last seal, takes it back as what is expected, and fails with the entry that was changed', async () => {
    const home = makeHome()
    const staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
    const id = await districtWith(3)
    await seal(id)
    const at = ['--district', id] as const
    const { code, out } = await staffroom.run('audit', 'verify', ...at)
    expect(code).toBe(0)
    const [head = ''] = /1:[0-9a-f]{64}/.exec(out) ?? []
    expect((await staffroom.run('audit', 'verify', ...at, '--expect', head)).code).toBe(0)
    const other = `1:${'0'.repeat(64)}`
    expect(await staffroom.run('audit', 'verify', ...at, '--expect', other)).toMatchObject({ code: 1 })
    expect(await staffroom.run('audit', 'verify', '--expect', head)).toMatchObject({ code: 2 })
    expect(await staffroom.run('audit', 'verify', ...at, '--expect', 'seal')).toMatchObject({ code: 2 })
    await asOwner(id, "update audit_entry set actor = 'person:9'")
    const changed = await staffroom.run('audit', 'verify', ...at)
    expect(changed.code).toBe(1)
    expect(changed.out).toMatch(/Entry \d+ is not as seal 1 has it: it was changed\./)
    expect((await staffroom.json('audit', 'verify', ...at)).data).toMatchObject({ whole: false })
  })
})
