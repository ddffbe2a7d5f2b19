/** Regular jobs: each at one worker at a time, taken up by another where a worker dies, and brought forward at any time. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ChoreKind, claimChores, ensureChores, finishChore, hastenChore } from '../../src/store/chores.ts'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { claimMessage, queueMessage } from '../../src/store/notices/outbox.ts'
import { type FakeSmtp, startSmtp } from '../fakes/smtp/smtp.ts'
import { useDatabase } from '../support/database.ts'
import { doNow, noticeWorld } from './notice-world.ts'
import { openSyncBench, type SyncBench } from '../support/sync-world.ts'

const NOW = new Date('2026-11-24T08:00:00Z')
const LATER = new Date('2026-11-24T09:00:00Z')
const database = useDatabase()
let db: Database
let smtp: FakeSmtp
let bench: SyncBench

beforeAll(async () => {
  smtp = await startSmtp()
  db = database.open('sync')
  bench = await openSyncBench(db, 'alder')
  await openSyncBench(db, 'birch')
})
afterAll(async () => {
  await smtp.close()
})
beforeEach(async () => {
  await globally(db, async (client) => {
    await client.query('delete from chore')
    await ensureChores(client, NOW)
  })
})

const claim = (owner: string, limit = 100, seconds = 60) =>
  globally(db, (client) => claimChores(client, { owner, seconds, limit, now: NOW }))
const dueOf = async (districtId: string, kind: ChoreKind) => {
  const { rows } = await globally(db, (client) =>
    client.query<{ due_at: Date }>('select due_at from chore where district_id = $1 and kind = $2', [districtId, kind]),
  )
  return rows[0]?.due_at
}

describe('a job', () => {
  it('is there for every district and is taken by one of many workers', async () => {
    const { rows } = await globally(db, (client) =>
      client.query<{ name: string }>("select district_id || ' ' || kind as name from chore"),
    )
    const all = rows.map(({ name }) => name)
    expect(all.filter((name) => name.startsWith('alder '))).toHaveLength(all.length / 2)
    const share = Math.ceil(all.length / 4)
    const taken = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => claim(owner, share)))
    const names = taken.flat().map(({ districtId, kind }) => `${districtId} ${kind}`)
    expect(names.toSorted()).toEqual(all.toSorted())
    expect(await claim('e')).toEqual([])
  })

  it('of a worker that died is anybody’s again when its claim is over; the dead one’s word counts no more', async () => {
    const [lost] = await claim('dead', 1, 0)
    if (lost === undefined) throw new Error('Nothing was due.')
    await globally(db, (client) => client.query('select pg_sleep(0.01)'))
    const again = (
      await globally(db, (client) => claimChores(client, { owner: 'alive', seconds: 60, limit: 100, now: new Date() }))
    ).find(({ districtId, kind }) => districtId === lost.districtId && kind === lost.kind)
    expect(again).toBeDefined()
    await globally(db, (client) => finishChore(client, lost, { owner: 'dead', now: NOW, next: LATER }))
    expect(await dueOf(lost.districtId, lost.kind)).not.toEqual(LATER)
  })

  it('that is brought forward while it is done is done again at once', async () => {
    const [first, second] = (await claim('a')).filter(({ kind }) => kind === 'post')
    if (first === undefined || second === undefined) throw new Error('Nothing was due.')
    await globally(db, (client) => hastenChore(client, { ...first, at: NOW }))
    for (const chore of [first, second])
      await globally(db, (client) => finishChore(client, chore, { owner: 'a', now: NOW, next: LATER }))
    expect(await dueOf(first.districtId, 'post')).toEqual(NOW)
    expect(await dueOf(second.districtId, 'post')).toEqual(LATER)
  })
})

describe('a message whose sender was killed in the middle', () => {
  it('is sent by the next one when the claim is over, under the same Message-ID', async () => {
    const clock = { now: NOW }
    const world = noticeWorld(db, { clock, smtpUrl: smtp.url })
    const context = { districtId: 'alder', actor: 'test' }
    const message = { subject: 'x', text: 'x', html: 'x' }
    const messageId = '<one@alder.example.org>'
    await inDistrict(db, context, (client) =>
      queueMessage(client, {
        districtId: 'alder',
        channel: 'mail',
        event: 'notice:1',
        recipient: 'it@alder.example.org',
        messageId,
        message,
        now: NOW,
      }),
    )
    await inDistrict(db, context, (client) =>
      claimMessage(client, { districtId: 'alder', channels: ['mail'], seconds: 60, now: NOW }),
    )
    await doNow(world, 'alder', 'post')
    expect(smtp.mails).toHaveLength(0)
    await bench.query(`update outbox set claimed_until = now() - interval '1 second'`)
    await doNow(world, 'alder', 'post')
    await doNow(world, 'alder', 'post')
    expect(smtp.mails.map((mail) => smtp.header(mail, 'Message-ID'))).toEqual([messageId])
    expect(await bench.query('select state, attempts from outbox')).toEqual([{ state: 'sent', attempts: 2 }])
  })
})
