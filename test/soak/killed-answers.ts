/**
 * Students answer at a steady rate while the web process is killed again and again. Whoever was told that their answer has
 * arrived must be counted; nobody twice; and no answer without somebody who took part.
 */

import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { inDistrict } from '../../src/store/database.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { closeCycles } from '../../src/store/community/survey-closing.ts'
import { plantDistrict } from '../http/school-district.ts'
import { cloneDatabase } from '../support/database.ts'
import { SETS } from '../support/question-sets.ts'
import { addCycle, addStudents, answersOf } from '../support/survey-bench.ts'

const NOW = '2026-11-22T18:00:00Z'
const AFTER = new Date('2026-12-01T18:00:00Z')
const DAYS = { startsOn: '2026-11-16', endsOn: '2026-11-27' }

export interface KilledAnswers {
  readonly students: number
  readonly kills: number
  /** How many had been told that their answer has arrived when the last kill came. */
  readonly acknowledged: number
  /** Requests that were under way when a kill came and got no answer. */
  readonly cut: number
  /** Told, and not counted: must be none. */
  readonly lost: number
  /** Answers without a participation, or the other way round: must be 0. */
  readonly difference: number
  /** Of everybody, after those without an answer have tried again. */
  readonly counted: number
  readonly perSecond: number
}

export async function killAnswers(o: {
  readonly students: number
  readonly kills: number
  readonly perSecond: number
}): Promise<KilledAnswers> {
  const database = await cloneDatabase()
  const key = randomBytes(32)
  const owner = database.open('owner')
  const context = { districtId: 'alpha', actor: 'test' }
  try {
    const district = await plantDistrict({ web: database.open('web'), sync: database.open('sync') }, 'alpha')
    const at = { districtId: 'alpha', classId: district.classes.algebra }
    const [people, cycle] = await inDistrict(owner, context, async (client) => [
      await addStudents(client, at, o.students),
      await addCycle(client, at, DAYS),
    ])
    const start = () => startServer([database.ownerUrl, key.toString('base64'), 'alpha', NOW])
    const storm = await answerAll(people, { ...o, cycle, start })
    const count = (text: string) =>
      inDistrict(owner, context, async (client) =>
        (await client.query<{ id: string }>(text, [cycle])).rows.map(({ id }) => id),
      )
    const known = new Set(await count('select person_id::text as id from survey_participation where cycle_id = $1'))
    const answers = await count('select id from survey_tray where cycle_id = $1')
    const lost = [...storm.acknowledged].filter((id) => !known.has(id)).length
    const difference = known.size - answers.length
    const again = people.filter((id) => !storm.acknowledged.has(id))
    await answerAll(again, { ...o, kills: 0, cycle, start })
    await inDistrict(database.open('sync'), { ...context, actor: 'system' }, (client) =>
      closeCycles(client, { box: openSecretBox(key), questionSets: SETS }, { districtId: 'alpha', now: AFTER }),
    )
    const sheets = await count('select id from survey_sheet where cycle_id = $1')
    const { acknowledged, perSecond } = storm
    const sums = { acknowledged: acknowledged.size, cut: again.length, lost, difference, counted: sheets.length }
    return { students: people.length, kills: o.kills, ...sums, perSecond }
  } finally {
    await database.drop()
  }
}

interface Storm {
  readonly kills: number
  readonly perSecond: number
  readonly cycle: string
  readonly start: () => Promise<Server>
}

/** So many requests under way at most, however slow the machine is. */
const UNDER_WAY = 50

/** Everybody once, so many a second; the server is killed that many times on the way and started again each time. */
async function answerAll(people: readonly string[], { kills, perSecond, cycle, start }: Storm) {
  const acknowledged = new Set<string>()
  const underWay = new Set<Promise<void>>()
  let server = await start()
  const ask = (id: string, number: number) => {
    const asking: Promise<void> = send(server.port, { id, cycle, number }).then((told) => {
      underWay.delete(asking)
      if (told) acknowledged.add(id)
    })
    underWay.add(asking)
  }
  const begun = performance.now()
  let stood = 0
  const share = Math.ceil(people.length / (kills + 1))
  for (const [index, id] of people.entries()) {
    if (underWay.size >= UNDER_WAY) await Promise.race(underWay)
    ask(id, index)
    // By the clock, not by pauses: what a pause takes longer would be fewer a second.
    await wait(Math.max(0, begun + stood + ((index + 1) * 1000) / perSecond - performance.now()))
    if ((index + 1) % share !== 0 || index + 1 === people.length) continue
    // In the middle of what is under way.
    server.process.kill('SIGKILL')
    const down = performance.now()
    await Promise.all(underWay)
    server = await start()
    stood += performance.now() - down
  }
  await Promise.all(underWay)
  server.process.kill('SIGKILL')
  const seconds = (performance.now() - begun - stood) / 1000
  return { acknowledged, perSecond: Math.round(people.length / seconds) }
}

interface Server {
  readonly process: ChildProcess
  readonly port: number
}

async function startServer(args: readonly string[]): Promise<Server> {
  const child = fork(new URL('answering-process.ts', import.meta.url), [...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [port] = (await once(child, 'message')) as [number]
  return { process: child, port }
}

/** Whether the server said that the answer has arrived (or had already). */
async function send(port: number, of: { id: string; cycle: string; number: number }): Promise<boolean> {
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}/api/v1/surveys/${of.cycle}/answers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${of.id.padStart(32, '0')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ answers: answersOf(of.number) }),
      signal: AbortSignal.timeout(30_000),
    })
    return status === 204 || status === 409
  } catch {
    return false
  }
}
