/** Creations that carry an idempotency key. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

function create(name: string, key: string | null, who: 'teacher' | 'otherTeacher' = 'teacher'): Promise<Answer> {
  const headers = key === null ? {} : { 'idempotency-key': key }
  return app.call('/api/v1/communities', { token: app.bearerOf(app.alpha, who), body: { name }, headers })
}

async function count(name: string): Promise<number> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from community where name = $1',
      [name],
    )
    return rows[0]?.count ?? 0
  })
}

describe('a creation with an idempotency key', () => {
  it('is done once, and the same request again gets the same answer, said to be one', async () => {
    const first = await create('Once', 'key-of-once')
    const again = await create('Once', 'key-of-once')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.json).toEqual(first.json)
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([null, 'true'])
    expect(await count('Once')).toBe(1)
  })

  it('is done once when it comes twenty times in one moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('Storm', 'key-of-storm')))
    expect(await count('Storm')).toBe(1)
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    expect(answers.some(({ status }) => status === 201)).toBe(true)
  })

  it('with a link that is shown once is done once; sent again it is refused, and the link is kept nowhere', async () => {
    const send = () =>
      app.call('/api/v1/lti/registration-links', {
        token: app.bearerOf(app.alpha, 'districtAdmin'),
        body: { days: 2 },
        headers: { 'idempotency-key': 'key-of-a-link' },
      })
    const first = await send()
    expect(first.status, first.text).toBe(201)
    const again = await send()
    expect([again.status, again.json]).toMatchObject([409, { error: { code: 'answer_shown_once' } }])
    const kept = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
      client.query<{ body: string | null }>('select body from idempotent_answer where actor = $1', [
        `person:${app.alpha.people.districtAdmin}`,
      ]),
    )
    expect(kept.rows).toEqual([{ body: null }])
  })

  it('is not kept when somebody of the district is deleted; what is under way is', async () => {
    await create('Kept', 'key-of-kept')
    const left = await inDistrict(
      app.database.open('owner'),
      { districtId: 'alpha', actor: 'test' },
      async (client) => {
        await client.query(
          "insert into idempotent_answer (district_id, actor, key_hash, request_hash, created_at) values ('alpha', 'under way', 'k', 'r', now())",
        )
        await client.query("select erase_part_answers('alpha', 1)")
        return client.query<{ actor: string }>("select actor from idempotent_answer where district_id = 'alpha'")
      },
    )
    expect(left.rows).toEqual([{ actor: 'under way' }])
  })

  it('is refused where the key was used for another request', async () => {
    await create('This', 'key-of-this')
    const other = await create('That', 'key-of-this')
    expect([other.status, await count('That')]).toEqual([422, 0])
    expect(other.json).toMatchObject({ error: { code: 'key_used_otherwise' } })
  })

  it('is done for each who has the same key', async () => {
    await create('Each', 'key-of-each')
    expect((await create('Each', 'key-of-each', 'otherTeacher')).status).toBe(201)
    expect(await count('Each')).toBe(2)
  })

  it('gives the key back where it was refused', async () => {
    expect((await create(' ', 'key-of-refused')).status).toBe(422)
    expect((await create('Mended', 'key-of-refused')).status).toBe(201)
  })

  it('is not answered out of the keeping to somebody who may not create any more', async () => {
    const token = app.bearerOf(app.alpha, 'student')
    const headers = { 'idempotency-key': 'key-of-student' }
    expect((await app.call('/api/v1/communities', { token, body: { name: 'x' }, headers })).status).toBe(403)
  })

  it('has a key of a length and of letters that can be kept apart', async () => {
    for (const key of ['short', 'with blanks in it', 'x'.repeat(201)])
      expect((await create('Bad', key)).status).toBe(400)
    expect(await count('Bad')).toBe(0)
  })

  it('keeps its answer sealed, for a day', async () => {
    const { text } = await create('Sealed words', 'key-of-sealed')
    expect(text).toContain('Sealed words')
    const kept = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
      const { rows } = await client.query<{ all: string }>(
        "select string_agg(a::text, ' ') as all from idempotent_answer a",
      )
      return rows[0]?.all ?? ''
    })
    expect(kept).not.toContain('Sealed words')
    expect(kept).not.toContain('key-of-sealed')
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query("update idempotent_answer set created_at = created_at - interval '25 hours'"),
    )
    expect((await create('Sealed words', 'key-of-sealed')).headers.get('idempotent-replayed')).toBeNull()
    expect(await count('Sealed words')).toBe(2)
  })

  it('without a key is done as often as it is sent', async () => {
    await create('Twice', null)
    await create('Twice', null)
    expect(await count('Twice')).toBe(2)
  })
})
