/**
 * P14: survey reports of a district of 5,000 classes in their sixth cycle, 30 answers to 40 questions each: the ninety-fifth
 * of a hundred of each report, against one pass that counts the results of all classes. Then how many answers a second one
 * web process takes over HTTP, fifty at once, against transactions of one row as many at once; and that none is lost.
 */

import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { domainSettings } from '../../config/settings.ts'
import { authorise } from '../../src/access/authorise.ts'
import type { Principal } from '../../src/access/principal.ts'
import { reportPdf } from '../../src/http/routes/community/survey-report-pdf.ts'
import { type Database, inDistrict, openDatabase } from '../../src/store/database.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { reportCommunities, REPORTS_AT_ONCE } from '../../src/store/community/survey-closing.ts'
import { keepClassMondays, keepCommunityMondays, MONDAYS_AT_ONCE } from '../../src/store/community/survey-monday.ts'
import type { DomainWorld } from '../../src/store/world.ts'
import {
  viewClassReport,
  viewCommunityReport,
  viewCommunityReports,
  viewMyClassesReport,
} from '../../src/views/community/survey-reports.ts'
import { dropDatabase } from '../support/database-server.ts'
import { LOGS, UPLOADS } from '../support/uploads.ts'
import { type BenchServer, type Figure, freshDatabase, quantile } from './bench-server.ts'
import {
  answersTo,
  CLASSES,
  DAY_AFTER_FIFTH,
  drawFrom,
  forgetReportsOfFifth,
  FORTY,
  LEADS,
  plantSurveys,
  SURVEY_DISTRICT,
  TODAY,
} from './survey-district.ts'

const DATABASE = 'staffroom_bench_surveys'
const TURNS = 100
const ANSWERS = 4000
const AT_ONCE = 50
const NOW = `${TODAY}T15:00:00Z`
const CONTEXT = { districtId: SURVEY_DISTRICT, actor: 'bench' }

/** A figure for each report, and one for answers. */
export async function measureSurveys(server: BenchServer): Promise<readonly Figure[]> {
  const url = await freshDatabase(server, DATABASE)
  const key = randomBytes(32)
  const open = (role: 'owner' | 'web' | 'sync', poolMax: number) => openDatabase({ url, role, poolMax })
  const [owner, web, sync] = [open('owner', 2), open('web', 10), open('sync', 2)]
  try {
    const start = performance.now()
    await plantSurveys(owner)
    server.say(`P14: ${CLASSES} classes are in after ${seconds(start)} s`)
    const making = await measureMaking({ owner, sync })
    server.say(`P14: ${making.work}: ${Math.round(making.measured / 1000)} s`)
    const kept = performance.now()
    await keepMondays(sync)
    server.say(`P14: the Monday of all of them was kept in ${seconds(kept)} s`)
    const world: DomainWorld = {
      database: web,
      secrets: openSecretBox(key),
      settings: { ...domainSettings, questionSets: [FORTY], uploads: UPLOADS, logs: LOGS },
      now: () => new Date(NOW),
    }
    const reports = await measureReports(world)
    for (const { work, measured } of reports) server.say(`P14: ${work}: ${Math.round(measured)} ms`)
    const answers = await measureAnswers({ url, key, web, owner })
    return [making, ...reports, answers]
  } finally {
    await Promise.all([owner.close(), web.close(), sync.close()])
    await dropDatabase(server.url, DATABASE)
  }
}

/**
 * The reports of all communities of one cycle, made as the worker does on the night when it is closed: one of all classes, and
 * hundreds that hang together with it and with each other. Against reading the results that they are made of.
 */
export async function measureMaking({ owner, sync }: Record<'owner' | 'sync', Database>): Promise<Figure> {
  await forgetReportsOfFifth(owner)
  const at = { districtId: SURVEY_DISTRICT, now: new Date(`${DAY_AFTER_FIFTH}T15:00:00Z`) }
  const read = performance.now()
  await inDistrict(sync, CONTEXT, (client) =>
    client.query(
      "select r.cells from survey_result r join survey_cycle k on k.district_id = r.district_id and k.id = r.cycle_id where r.district_id = 'harbor' and k.closed_on = $1::date - 1",
      [DAY_AFTER_FIFTH],
    ),
  )
  const baseline = performance.now() - read
  const start = performance.now()
  let made = 0
  for (let more = REPORTS_AT_ONCE; more === REPORTS_AT_ONCE; made += more)
    more = await inDistrict(sync, CONTEXT, (client) => reportCommunities(client, at))
  const measured = performance.now() - start
  const work = `${made} reports of communities, made`
  return { name: 'P14', work, measured, baseline, unit: 'ms', ratio: measured / baseline, must: '' }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}

async function keepMondays(sync: Database): Promise<void> {
  const at = { districtId: SURVEY_DISTRICT, now: new Date(NOW) }
  const more = () => inDistrict(sync, CONTEXT, (client) => keepClassMondays(client, at))
  while ((await more()) === MONDAYS_AT_ONCE);
  await inDistrict(sync, CONTEXT, (client) => keepCommunityMondays(client, at))
}

function grantOf(name: string, scopeType: string, scopeId: number) {
  return { role: name, scopeType, scopeId: String(scopeId) }
}

/** Person n leads five classes and belongs to the communities given. */
function leadOf(person: number, communities: readonly number[]): Principal {
  const classes = Array.from({ length: CLASSES / LEADS }, (_, at) => person - 1 + at * LEADS || CLASSES)
  const roles = [
    ...classes.map((id) => grantOf('class_lead', 'class', id)),
    ...communities.map((id) => grantOf('community_member', 'community', id)),
  ]
  return { districtId: SURVEY_DISTRICT, personId: String(person), customerId: null, roles } as unknown as Principal
}

async function measureReports(world: DomainWorld): Promise<readonly Figure[]> {
  const draw = drawFrom(1)
  const any = (below: number) => 2 + Math.floor(draw() * (below - 2))
  const classReport = (person: number) =>
    viewClassReport(world, authorise(leadOf(person, []), 'view:class_report'), String(person - 1 || CLASSES))
  const community = (id: number) =>
    viewCommunityReport(world, authorise(leadOf(any(LEADS), [id]), 'view:community_report'), String(id))
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    'a class': () => classReport(any(LEADS)),
    'a class, as PDF': async () => {
      const report = await classReport(any(LEADS))
      return report && reportPdf(report, { title: report.title, says: '', madeAt: world.now() })
    },
    'my classes, five': () => viewMyClassesReport(world, authorise(leadOf(any(LEADS), []), 'view:class_report')),
    'a community of 20 classes': () => community(any(500)),
    'a community of all classes': () => community(1),
    'five communities side by side': () => {
      const five = Array.from({ length: 4 }, () => any(500))
      return viewCommunityReports(world, authorise(leadOf(any(LEADS), [1, ...five]), 'view:community_report'))
    },
  }
  const baseline = await slowest(() =>
    inDistrict(world.database, CONTEXT, (client) =>
      client.query(
        "select made_on, count(*), sum(completed) from survey_result where district_id = 'harbor' group by made_on",
      ),
    ),
  )
  const figures: Figure[] = []
  for (const [work, ask] of Object.entries(asked)) {
    const found = await ask()
    if (found === null) throw new Error(`There is no report of ${work}.`)
    const measured = await slowest(ask)
    figures.push({ name: 'P14', work, measured, baseline, unit: 'ms', ratio: measured / baseline, must: '< 500 ms' })
  }
  return figures
}

/** The ninety-fifth of a hundred. */
async function slowest(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const start = performance.now()
    await ask()
    times.push(performance.now() - start)
  }
  return quantile(times, 0.95)
}

interface AnswerPlace {
  readonly url: string
  readonly key: Buffer
  readonly web: Database
  readonly owner: Database
}

async function measureAnswers({ url, key, web, owner }: AnswerPlace): Promise<Figure> {
  const child = fork(
    new URL('../soak/answering-process.ts', import.meta.url),
    [url, key.toString('base64'), SURVEY_DISTRICT, NOW, 'forty'],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  try {
    const [port] = (await once(child, 'message')) as [number]
    const draw = drawFrom(2)
    let taken = 0
    const measured = await perSecond(ANSWERS, async (at) => {
      if (await answer(port, { student: LEADS + 1 + at * 7, answers: answersTo(FORTY, draw) })) taken += 1
    })
    const count = (table: string) =>
      inDistrict(owner, CONTEXT, async (client) => {
        const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`)
        return rows[0]?.count ?? 0
      })
    const lost = taken - (await count('survey_tray'))
    if (lost !== 0 || taken !== ANSWERS) throw new Error(`Of ${ANSWERS} answers ${taken} were taken, ${lost} are lost.`)
    const baseline = await perSecond(ANSWERS, (at) =>
      inDistrict(web, CONTEXT, (client) =>
        client.query(
          "insert into survey_tray (district_id, cycle_id, id, answers_sealed) values ('harbor', 6, $1, $2)",
          [`bare-${at}`, 'x'.repeat(2000)],
        ),
      ),
    )
    const work = 'answers by HTTP, none lost'
    return { name: 'P14', work, measured, baseline, unit: '/s', ratio: measured / baseline, must: '≥ 200 /s' }
  } finally {
    child.kill('SIGKILL')
  }
}

async function perSecond(count: number, work: (at: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) {
        next += 1
        await work(next - 1)
      }
    }),
  )
  return (1000 * count) / (performance.now() - start)
}

/** By the routes, as the student of that number, to the sixth cycle of their class. */
async function answer(port: number, of: { readonly student: number; readonly answers: object }): Promise<boolean> {
  const cycle = 6 * (1 + Math.floor((of.student - LEADS - 1) / 30))
  const { status } = await fetch(`http://127.0.0.1:${port}/api/v1/surveys/${cycle}/answers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${String(of.student).padStart(32, '0')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ answers: of.answers }),
  })
  return status === 204
}
