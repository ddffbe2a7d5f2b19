/**
 * P8: launches per second in one process, valid and signed, each of a login of its own: verified, used up, its person and
 * class found, its page's code made. Against `jose` verifying the same tokens and one empty transaction for each. Both in
 * turns, with as many at once as the web process has connections; medians.
 */

import { compactVerify, importJWK } from 'jose'
import type { CryptoKey } from 'jose'
import { startLogin } from '../../src/lti/login.ts'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import { verifyLaunch } from '../../src/lti/verify-launch.ts'
import type { LaunchRequest } from '../../src/lti/verify-launch.ts'
import { registerPlatform } from '../../src/signin/registration.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { globally, inDistrict, openDatabase } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/district.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import { addPerson } from '../signin/roster.ts'
import { dropDatabase } from '../support/database-server.ts'
import { freshDatabase, quantile } from './bench-server.ts'
import type { BenchServer, Figure } from './bench-server.ts'

const DATABASE = 'staffroom_bench_launches'
const DISTRICT = 'launches'
const PEOPLE = 200
const LAUNCHES = 400
const TURNS = 9
/** What the web process's pool has. */
const AT_ONCE = 10
const PUBLIC_URL = 'http://localhost:3000'

/** One figure: both in launches per second. */
export async function measureLaunches(server: BenchServer): Promise<readonly Figure[]> {
  const url = await freshDatabase(server, DATABASE)
  const [db, sync] = [openDatabase({ url, role: 'web', poolMax: AT_ONCE }), openDatabase({ url, role: 'sync' })]
  const people = Array.from({ length: PEOPLE }, (_, at) => `person-${at}`)
  const lms = await startBenchLms(people)
  try {
    await plant({ db, sync, lms, people })
    const { keys } = (await (await fetch(lms.registration.jwksUrl)).json()) as { keys: readonly object[] }
    const signIn = createSignIn({
      db,
      // The key set is in memory in a running process; reading it is not part of a launch.
      findPlatformKey: () => Promise.resolve(keys[0] ?? 'unknown'),
      afterRoleChange: () => Promise.resolve(),
      signingKeyRetiredDays: 7,
    })
    const key = (await importJWK(keys[0] ?? {}, 'RS256')) as CryptoKey
    const [launches, baselines]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < TURNS; turn += 1) {
      const requests = await prepare(signIn, lms, people)
      baselines.push(await rate(requests, (request) => verifyAlone(db, key, request)))
      launches.push(await rate(requests, (request) => launch(signIn, request)))
      server.say(
        `P8: turn ${turn + 1}: ${Math.round(launches.at(-1) ?? 0)} of ${Math.round(baselines.at(-1) ?? 0)} a second`,
      )
    }
    const [measured, baseline] = [quantile(launches, 0.5), quantile(baselines, 0.5)]
    const work = `launches, ${AT_ONCE} at once`
    return [{ name: 'P8', work, measured, baseline, unit: '/s', ratio: measured / baseline, must: '≥ 0.5' }]
  } finally {
    await lms.stop()
    await Promise.all([db.close(), sync.close()])
    await dropDatabase(server.url, DATABASE)
  }
}

function startBenchLms(people: readonly string[]): Promise<Lms> {
  return startLms({
    port: 0,
    toolUrl: PUBLIC_URL,
    clientId: 'bench',
    deploymentId: 'bench-1',
    profile: 'moodle',
    people: people.map((key) => ({
      key,
      sub: `lms-${key}`,
      name: 'Somebody Here',
      email: `${key}@bench.example`,
      sourcedId: key,
      roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      about: '',
    })),
  })
}

interface Plant {
  readonly db: Database
  readonly sync: Database
  readonly lms: Lms
  readonly people: readonly string[]
}

async function plant({ db, sync, lms, people }: Plant): Promise<void> {
  await globally(db, (client) =>
    createDistrict(client, { id: DISTRICT, name: 'Launches', timezone: 'UTC', customerId: null }),
  )
  const settings = { db, allowPrivateNetwork: true, frameOriginsOf }
  await registerPlatform(settings, { ...lms.registration, deploymentId: 'bench-1', districtId: DISTRICT })
  for (const sourcedId of people) await addPerson(sync, DISTRICT, { sourcedId, roles: ['teacher'] })
  await inDistrict(sync, { districtId: DISTRICT, actor: 'bench' }, (client) => client.query('select 1'))
}

/** Logins that were begun, with the tokens that the platform signed for them. */
async function prepare(signIn: SignIn, lms: Lms, people: readonly string[]): Promise<readonly LaunchRequest[]> {
  const requests: LaunchRequest[] = []
  for (let at = 0; at < LAUNCHES; at += 1) {
    const query = new URL(lms.startLaunch(people[at % people.length] ?? '')).searchParams
    const started = await startLogin(signIn.ltiWorld, { publicUrl: PUBLIC_URL }, Object.fromEntries(query))
    if (!started.ok) throw new Error(`The login was refused: ${started.code}`)
    const { redirectTo, cookieName, cookieValue } = started.value
    requests.push({ form: await lms.authorise(redirectTo), cookies: { [cookieName]: cookieValue } })
  }
  return requests
}

async function launch(signIn: SignIn, request: LaunchRequest): Promise<void> {
  const verdict = await verifyLaunch(signIn.ltiWorld, { publicUrl: PUBLIC_URL }, request)
  if (!verdict.ok) throw new Error(`The launch was refused: ${verdict.code}`)
  const admission = await signIn.admitLaunch(verdict.value)
  if (!admission.admitted) throw new Error('The launch was not let in.')
}

async function verifyAlone(db: Database, key: CryptoKey, { form }: LaunchRequest): Promise<void> {
  await compactVerify(String(form['id_token']), key, { algorithms: ['RS256'] })
  await globally(db, () => Promise.resolve())
}

/** How many a second, `AT_ONCE` at a time. */
async function rate(
  requests: readonly LaunchRequest[],
  work: (request: LaunchRequest) => Promise<void>,
): Promise<number> {
  const left = [...requests]
  const start = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let request = left.pop(); request !== undefined; request = left.pop()) await work(request)
    }),
  )
  return (requests.length * 1000) / (performance.now() - start)
}
