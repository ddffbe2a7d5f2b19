/** P6: a district pulled over OneRoster REST and applied, against a loop that fetches the same pages and throws them away. */

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { globally, inDistrict, openDatabase } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { createSource } from '../../src/store/sync/source.ts'
import { dropDatabase } from '../support/database-server.ts'
import { type BenchServer, type Figure, freshDatabase } from './bench-server.ts'

const run = promisify(execFile)
const MEASURED = fileURLToPath(new URL('measured-sync.ts', import.meta.url))
const PROVIDER = fileURLToPath(new URL('../fakes/sis/main.ts', import.meta.url))
const DATABASE = 'staffroom_bench_rest'
const COLLECTIONS = ['orgs', 'academicSessions', 'courses', 'classes', 'users', 'enrollments']
/** What the provider takes for a row: a page of 500 takes 0.15 s, one of 5,000 takes 1.5 s. Few real ones are faster. */
const ROW_MS = 0.3
const AT_ONCE = 2
const FOR_EVER = 1_000_000

interface RestConfig {
  readonly baseUrl: string
  readonly auth: { readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string }
}

/** The first sync of S, by pages of 500 and of 5,000. */
export async function measureRestPull(server: BenchServer): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const pageSize of [500, 5_000]) {
    const { provider, config } = await startProvider(pageSize)
    try {
      const bare = await measureLoop(config, pageSize)
      server.say(`P6: pages of ${pageSize}: the loop: ${Math.round(bare)} ms`)
      const measured = await measurePull(server, { ...config, pageSize, requestsAtOnce: AT_ONCE })
      server.say(`P6: pages of ${pageSize}: the pull, applied: ${Math.round(measured)} ms`)
      const work = `REST pull of S, ${pageSize} a page`
      figures.push({ name: 'P6', work, measured, baseline: bare, unit: 'ms', ratio: measured / bare, must: '≤ 1.3' })
    } finally {
      provider.kill('SIGTERM')
      await once(provider, 'exit')
    }
  }
  return figures
}

/** In a process of its own, as a provider is. */
async function startProvider(
  pageSize: number,
): Promise<{ readonly provider: ChildProcess; readonly config: RestConfig }> {
  const does = { kind: 'slow', ms: pageSize * ROW_MS }
  const faults = COLLECTIONS.map((name) => ({ on: `/${name}`, times: FOR_EVER, does }))
  const given = ['--preset', 'S', '--version', '1.2', '--faults', JSON.stringify(faults)]
  const provider = spawn(process.execPath, [PROVIDER, ...given], { stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  for await (const chunk of provider.stdout) {
    said += String(chunk)
    if (said.endsWith('}\n')) break
  }
  return { provider, config: JSON.parse(said) as RestConfig }
}

/** Fetches the pages of all collections, two at a time, and looks at nothing but how many rows there are. */
async function measureLoop({ baseUrl, auth }: RestConfig, pageSize: number): Promise<number> {
  const start = performance.now()
  const credentials = Buffer.from(`${auth.clientId}:${encodeURIComponent(auth.clientSecret)}`).toString('base64')
  const granted = await ask(auth.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&scope=https%3A%2F%2Fpurl.imsglobal.org%2Fspec%2For%2Fv1p2%2Fscope%2Froster-core.readonly',
  })
  const { access_token: token } = JSON.parse(granted.body) as { access_token: string }
  const waiting = [...COLLECTIONS]
  const pullNext = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      for (let offset = 0, total = 1; offset < total; offset += pageSize) {
        const address = `${baseUrl}/${name}?limit=${pageSize}&offset=${offset}&sort=sourcedId&orderBy=asc`
        const page = await ask(address, { method: 'GET', headers: { authorization: `Bearer ${token}` }, body: '' })
        total = Number(page.total)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, pullNext))
  return performance.now() - start
}

interface Asked {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

async function ask(address: string, { method, headers, body }: Asked): Promise<{ body: string; total: string }> {
  const sent = request(address, { method, headers })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  if (answer.statusCode !== 200) throw new Error(`The provider of the benchmark answers ${answer.statusCode}.`)
  return { body: text, total: String(answer.headers['x-total-count']) }
}

async function measurePull(server: BenchServer, config: unknown): Promise<number> {
  const url = await freshDatabase(server, DATABASE)
  const db = openDatabase({ url, role: 'sync' })
  try {
    await globally(db, (client) =>
      createDistrict(client, { id: 'pulled', name: 'pulled', timezone: 'UTC', customerId: null }),
    )
    const source = { districtId: 'pulled', sourceId: 'sis', connector: 'oneroster-rest', config: {} }
    await inDistrict(db, { districtId: 'pulled', actor: 'bench' }, (client) =>
      createSource(client, { ...source, cron: null, nextDueAt: null }),
    )
    const { stdout } = await run(process.execPath, [MEASURED, url, 'pulled', JSON.stringify(config)], {
      maxBuffer: 1 << 24,
    })
    const { state, ms, failure } = JSON.parse(stdout) as {
      state: string
      ms: number
      failure: { message: string } | null
    }
    if (state !== 'reported') throw new Error(`the measured pull ended ${state}: ${failure?.message ?? ''}`)
    return ms
  } finally {
    await db.close()
    await dropDatabase(server.url, DATABASE)
  }
}
