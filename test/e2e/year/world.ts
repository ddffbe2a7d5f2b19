/** A district for a school year: the real application, its worker, a roster to sync, an LMS and a mail server; its clock is set. */

import { createDistrict } from '../../../src/store/people/district.ts'
import { createSource } from '../../../src/store/sync/source.ts'
import { globally, inDistrict } from '../../../src/store/database.ts'
import type { ChoreWorld } from '../../../src/daemon/chores.ts'
import { createInvitation } from '../../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../../src/signin/limits.ts'
import type { RosterRecord } from '../../../src/roster/model.ts'
import { doNow, noticeWorld } from '../../daemon/notice-world.ts'
import { startLms } from '../../fakes/lms/lms.ts'
import type { Lms } from '../../fakes/lms/lms.ts'
import { startSmtp } from '../../fakes/smtp/smtp.ts'
import type { FakeSmtp } from '../../fakes/smtp/smtp.ts'
import { startServedTool } from '../../lti/served-tool.ts'
import type { ServedTool } from '../../lti/served-tool.ts'
import { attachSyncBench } from '../../support/sync-world.ts'
import type { SyncBench } from '../../support/sync-world.ts'
import { LMS_PEOPLE } from './roster.ts'

const DISTRICT = 'maple'

interface Answered {
  readonly status: number
  readonly text: string
  readonly json: unknown
  readonly cookie: string
}
interface Asked {
  readonly body?: unknown
  readonly token?: string
  readonly cookie?: string
  readonly method?: string
}

export interface YearWorld {
  readonly tool: ServedTool
  readonly lms: Lms
  readonly smtp: FakeSmtp
  readonly bench: SyncBench
  /** Sets the district's clock: a day of the year, at ten in the morning where nothing else is said. */
  readonly goTo: (day: string, time?: string) => void
  /** What the worker does by itself, as often as there is something to do. */
  readonly work: () => Promise<void>
  /** Tonight's feed, synced. */
  readonly sync: (records: readonly RosterRecord[]) => Promise<void>
  readonly ask: (path: string, asked?: Asked) => Promise<Answered>
  /** A launch from the LMS, from end to end; answers the bearer. */
  readonly launch: (key: string) => Promise<string>
  /** The one-time link of a new administrator of the district. */
  readonly inviteAdmin: (email: string) => Promise<string>
  readonly stop: () => Promise<void>
}

/** `built`: the folder of the app's pages. */
export async function openYear(built: string): Promise<YearWorld> {
  const [tool, smtp] = await Promise.all([startServedTool({ built }), startSmtp()])
  const { now, publicUrl } = tool
  const sync = tool.database.open('sync')
  await globally(sync, (client) =>
    createDistrict(client, { id: DISTRICT, name: 'Maple Grove', timezone: 'America/Chicago', customerId: null }),
  )
  await inDistrict(sync, { districtId: DISTRICT, actor: 'test' }, (client) =>
    createSource(client, {
      districtId: DISTRICT,
      sourceId: 'sis',
      connector: 'literal',
      config: {},
      cron: null,
      nextDueAt: null,
    }),
  )
  const bench = attachSyncBench(sync, DISTRICT, { now })
  const place = { port: 0, toolUrl: publicUrl, clientId: 'maple', deploymentId: 'maple-1', now, people: LMS_PEOPLE }
  const courses = [{ id: 'staff', title: 'Maple Middle School', courseSourcedId: null, sectionSourcedIds: [] }]
  const lms = await startLms({ ...place, courses })
  await tool.register(lms, 'maple-1', DISTRICT)
  const clock = {
    get now() {
      return now()
    },
  }
  const over = { box: tool.signingKeys.secretBox, publicUrl, sync: bench.world, allowPrivateNetwork: true }
  const worker = noticeWorld(sync, { clock, smtpUrl: smtp.url, over })
  return {
    tool,
    lms,
    smtp,
    bench,
    goTo: (day, time = '15:00') => {
      tool.clock.offsetMs += Date.parse(`${day}T${time}:00Z`) - now().getTime()
    },
    work: () => workAll(worker),
    sync: async (records) => {
      bench.feed.current = { records }
      const report = await bench.sync()
      if (report.state !== 'reported')
        throw new Error(`The sync ended as ${report.state}: ${JSON.stringify(report.hold)}`)
    },
    ask: (path, asked) => ask(`${publicUrl}/api/v1${path}`, asked),
    launch: async (key) => {
      const opened = await tool.open(await tool.prepare({ person: key, platform: lms }))
      if ('refused' in opened) throw new Error(`The launch of ${key} was refused: ${opened.refused}`)
      return opened.token
    },
    inviteAdmin: async (email) => {
      const inviting = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now }
      const wanted = { place: { districtId: DISTRICT }, role: 'district_admin', email, by: 'cli' } as const
      return `${publicUrl}/#/invitation/${(await createInvitation(inviting, wanted)).token}`
    },
    stop: async () => {
      await Promise.all([lms.stop(), smtp.close()])
      await tool.stop()
    },
  }
}

async function workAll(world: ChoreWorld): Promise<void> {
  for (const kind of ['look', 'link', 'surveys', 'surveys', 'retention', 'expiry', 'post'] as const)
    await doNow(world, DISTRICT, kind)
}

async function ask(url: string, { body, token, cookie, method }: Asked = {}): Promise<Answered> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
  const set = response.headers.get('set-cookie') ?? ''
  return { status: response.status, text, json: isJson ? JSON.parse(text) : null, cookie: set.split(';')[0] ?? '' }
}
