/** Looking changes nothing: every GET of the API, asked by everybody, with the tables watched for any statement that writes. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { onServer } from '../support/database-server.ts'
import { pathsOf } from './paths.ts'
import { PERSON_NAMES } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import type { Ids } from './things.ts'
import { plantThings } from './things.ts'
import { openWholeApp } from './whole-app.ts'

/** Who looked at what, and when a session was seen last. */
const MAY_BE_WRITTEN: ReadonlySet<string> = new Set(['audit_entry', 'session'])

let app: TestApp
let ours: Ids
let owner: Database

beforeAll(async () => {
  app = await openWholeApp()
  ours = await plantThings(app, app.alpha)
  await watch()
  owner = app.database.open('owner')
})
afterAll(() => app.close())

describe('a GET', () => {
  it('writes to no table, whoever asks', { timeout: 300_000 }, async () => {
    const reading = app.table.routes.filter(
      ({ method, path, access }) =>
        method === 'get' && path.startsWith('/api/') && (access.capability !== undefined || access.open === 'session'),
    )
    const seen = new Set<string>()
    const everybody = PERSON_NAMES.filter((name) => name !== 'retiredTeacher').map((name) =>
      app.bearerOf(app.alpha, name),
    )
    const wrote: string[] = []
    for (const route of reading)
      for (const path of pathsOf(route, ours)) {
        const answers = await Promise.all(everybody.map((token) => app.call(path, { token })))
        if (answers.some(({ status }) => status === 200)) seen.add(route.path)
        const tables = await written()
        if (tables.length > 0) wrote.push(`${path}: ${tables.join(', ')}`)
      }
    expect(wrote).toEqual([])
    // Of some nothing is planted; of nearly all, somebody has seen something.
    expect(seen.size).toBeGreaterThan(reading.length * 0.85)
    expect(seen).toContain('/api/v1/staff/:personId/deletion')
  })

  it('would have been seen to: an edit is', async () => {
    const { status } = await app.call(`/api/v1/staff/${ours.person}/deactivation`, {
      method: 'POST',
      token: app.bearerOf(app.alpha, 'districtAdmin'),
    })
    expect(status).toBe(200)
    expect(await written()).toEqual(expect.arrayContaining(['person']))
  })
})

/** Notes each statement that is there to write, even where it finds nothing to change. */
function watch(): Promise<void> {
  return onServer(
    app.database.ownerUrl,
    `create table written (name text primary key);
     create function note_writing() returns trigger language plpgsql security definer set search_path = public as
       $$ begin insert into written values (tg_table_name) on conflict do nothing; return null; end $$;
     do $$
     declare t text;
     begin
       for t in select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
         and relname <> 'written'
       loop
         execute format('create trigger watched after insert or update or delete or truncate on %I
           for each statement execute function note_writing()', t);
       end loop;
     end $$`,
  )
}

/** Which tables were written to since it was asked last. */
async function written(): Promise<readonly string[]> {
  const { rows } = await owner.pool.query<{ name: string }>('delete from written returning name')
  const names = rows.map(({ name }) => name)
  return names.filter((name) => !MAY_BE_WRITTEN.has(name)).toSorted()
}
