/**
 * P8: launches per second, valid and signed, each of a login of its own, of people who have launched before, out of the
 * courses of one school. Twice: posted to the served program over HTTP and answered with the app's page, against a bare
 * server that verifies the same tokens with `jose` and makes one empty transaction for each; and the work alone, without
 * HTTP, against the same work of the bare server. Who posts is a process of its own. In turns, with as many at once on
 * either side; medians.
 */

import { compactVerify, importJWK } from 'jose'
import type { CryptoKey } from 'jose'
import { createPlatformKeys } from '../../src/lti/platform-keys.ts'
import { verifyLaunch } from '../../src/lti/verify-launch.ts'
import type { LaunchRequest } from '../../src/lti/verify-launch.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { globally, openDatabase } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { makeHome, openCommandLine } from '../support/command-line.ts'
import { dropDatabase } from '../support/database-server.ts'
import { freshDatabase, quantile } from './bench-server.ts'
import type { BenchServer, Figure } from './bench-server.ts'
import { plantLaunchDistrict, prepareLaunches } from './launch-district.ts'
import type { LaunchDistrict } from './launch-district.ts'
import { openConnections, postLaunch, startBareServer } from './posted-launches.ts'
import { signInParts } from '../signin/parts.ts'

const DATABASE = 'staffroom_bench_launches'
const LAUNCHES = 600
const TURNS = 5
/** A school at eight. */
const AT_ONCE = 48

interface Place {
  readonly server: BenchServer
  readonly db: Database
  readonly signIn: SignIn
  readonly district: LaunchDistrict
  readonly publicUrl: string
}

type Work = (request: LaunchRequest) => Promise<unknown>

/** Two figures, each in launches per second. */
export async function measureLaunches(server: BenchServer): Promise<readonly Figure[]> {
  const url = await freshDatabase(server, DATABASE)
  const db = openDatabase({ url, role: 'web' })
  const staffroom = openCommandLine({
    DATABASE_URL: url,
    STAFFROOM_HOME: makeHome(),
    STAFFROOM_ALLOW_PRIVATE_NETWORK: '1',
  })
  const serving = await staffroom.start('serve')
  try {
    const publicUrl = /http:\/\/localhost:\d+/.exec(serving.firstLine)?.[0] ?? ''
    const district = await plantLaunchDistrict({ db, url, publicUrl })
    try {
      const keys = createPlatformKeys({
        fetchJson: async (address) => (await fetch(address)).json() as Promise<unknown>,
        now: () => new Date(),
      })
      const signIn = createSignIn({
        ...signInParts,
        db,
        findPlatformKey: (address, kid) => keys.find(address, kid),
        afterRoleChange: () => Promise.resolve(),
        signingKeyRetiredDays: 7,
      })
      const place = { server, db, signIn, district, publicUrl }
      return [await measurePosted(place, url), await measureAlone(place)]
    } finally {
      await district.lms.stop()
    }
  } finally {
    await serving.stop('SIGTERM')
    await db.close()
    await dropDatabase(server.url, DATABASE)
  }
}

async function measurePosted(place: Place, url: string): Promise<Figure> {
  const { publicUrl, district } = place
  const agent = openConnections(AT_ONCE)
  const [first] = await prepareLaunches(place.signIn, district, { publicUrl, count: 1 })
  if (first === undefined) throw new Error('No launch was prepared.')
  const page = await postLaunch(agent, publicUrl, first)
  const bare = await startBareServer([url, district.lms.registration.jwksUrl, String(page.length)])
  try {
    return await inTurns(place, 'posted launches', {
      work: (request) => postLaunch(agent, publicUrl, request),
      baseline: (request) => postLaunch(agent, bare.url, request),
    })
  } finally {
    agent.destroy()
    await bare.stop()
  }
}

async function measureAlone(place: Place): Promise<Figure> {
  const { db, signIn, publicUrl } = place
  const { keys } = (await (await fetch(place.district.lms.registration.jwksUrl)).json()) as { keys: readonly object[] }
  const key = (await importJWK(keys[0] ?? {}, 'RS256')) as CryptoKey
  return inTurns(place, 'launches without HTTP', {
    work: async (request) => {
      const verdict = await verifyLaunch(signIn.ltiWorld, { publicUrl }, request)
      if (!verdict.ok) throw new Error(`The launch was refused: ${verdict.code}`)
      const admission = await signIn.admitLaunch(verdict.value)
      if (!admission.admitted) throw new Error('The launch was not let in.')
    },
    baseline: async ({ form }) => {
      await compactVerify(String(form['id_token']), key, { algorithms: ['RS256'] })
      await globally(db, () => Promise.resolve())
    },
  })
}

async function inTurns(
  { server, signIn, district, publicUrl }: Place,
  name: string,
  { work, baseline }: { readonly work: Work; readonly baseline: Work },
): Promise<Figure> {
  const [launches, baselines]: [number[], number[]] = [[], []]
  // The first turn isn't counted: people are linked in it, caches fill, the just-in-time compiler has its turn.
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const requests = await prepareLaunches(signIn, district, { publicUrl, count: LAUNCHES })
    baselines.push(await rate(requests, baseline))
    launches.push(await rate(requests, work))
    server.say(`P8: ${name}: ${Math.round(launches.at(-1) ?? 0)} of ${Math.round(baselines.at(-1) ?? 0)} a second`)
  }
  const [measured, bare] = [quantile(launches.slice(1), 0.5), quantile(baselines.slice(1), 0.5)]
  return {
    name: 'P8',
    work: `${name}, ${AT_ONCE} at once`,
    measured,
    baseline: bare,
    unit: '/s',
    ratio: measured / bare,
    must: '≥ 0.5',
  }
}

/** How many a second, `AT_ONCE` at a time. */
async function rate(requests: readonly LaunchRequest[], work: Work): Promise<number> {
  const left = [...requests]
  const start = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let request = left.pop(); request !== undefined; request = left.pop()) await work(request)
    }),
  )
  return (requests.length * 1000) / (performance.now() - start)
}
