import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readReadiness } from '../../src/daemon/readiness.ts'
import { globally, inDistrict, openDatabase } from '../../src/store/database.ts'
import { beat, refreshFigures } from '../../src/store/notices/district-watch.ts'
import { openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
let guarded: TestApp
const TOKEN = 'a-token-for-prometheus'

beforeAll(async () => {
  app = await openTestApp()
  guarded = await openTestApp(undefined, { metricsToken: TOKEN })
})
afterAll(async () => {
  await app.close()
  await guarded.close()
})

describe('the metrics', () => {
  it('are for this machine only where no token is set, and a proxy on it is not from here', async () => {
    expect((await app.call('/metrics')).status).toBe(200)
    for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }])
      expect((await app.call('/metrics', { headers })).json).toMatchObject({ error: { code: 'metrics_closed' } })
  })

  it('are for whoever has the token where one is set', async () => {
    const asked = [undefined, 'Bearer wrong-token-for-prometheus', `Bearer ${TOKEN}`, `bearer ${TOKEN}`]
    const answers = await Promise.all(
      asked.map((authorization) =>
        guarded.call('/metrics', { headers: authorization === undefined ? {} : { authorization } }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200, 200])
  })

  it('tell of every district what its worker saw last, and no name', async () => {
    const sync = app.database.open('sync')
    await inDistrict(sync, { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query(
        `insert into run (district_id, source_id, trigger, state, finished_at)
         values ('alpha', 'sis', 'manual', 'reported', now() - interval '2 hours')`,
      )
      await refreshFigures(client, 'alpha', new Date())
    })
    await globally(sync, (client) => beat(client, 'host:1', new Date()))
    const { text } = await app.call('/metrics')
    expect(text).toContain('staffroom_runs{state="held"} 1')
    expect(text).toMatch(/staffroom_source_success_age_seconds\{district="alpha",source="sis"\} 72\d\d/)
    expect(text).toContain('staffroom_workers_alive 1')
    expect(text).toContain('staffroom_outbox_messages{state="queued"} 0')
    expect(text).toContain('staffroom_sources_stale 0')
  })
})

describe('readiness', () => {
  it('tells a worker that is there, and one that was and is silent', async () => {
    const sync = app.database.open('sync')
    await globally(sync, (client) => beat(client, 'host:1', new Date()))
    expect((await app.call('/readyz')).json).toMatchObject({ status: 'ok', worker: 'alive' })
    await globally(sync, (client) => client.query(`update worker_heartbeat set beat_at = now() - interval '1 minute'`))
    expect((await app.call('/readyz')).json).toMatchObject({ status: 'ok', worker: 'silent' })
  })

  it('says so where the database does not answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'staffroom-none-'))
    const gone = openDatabase({ url: `postgresql://x@localhost/x?host=${folder}`, role: 'web' })
    expect(await readReadiness(gone)).toEqual({
      ready: false,
      database: 'unavailable',
      schema: 'unknown',
      worker: 'unknown',
    })
    await gone.close()
  })

  it('says so where a migration is missing', async () => {
    const owner = app.database.open('owner')
    await owner.pool.query(`delete from schema_migration where name like '0013%'`)
    expect(await readReadiness(app.world.database)).toMatchObject({ ready: false, database: 'ok', schema: 'behind' })
  })
})
