import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { joinEmbedded } from '../../src/store/postgres/embedded.ts'
import type { Embedded } from '../../src/store/postgres/embedded.ts'
import { migrate } from '../../src/store/postgres/migrate.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { isAlive } from '../../src/store/postgres/process-identity.ts'
import { readRows } from '../support/catalogue.ts'

// Beside the server's own programs, which its user must be able to reach in any case.
const places = join(findPackageRoot(), 'node_modules', '.cache', 'staffroom-embedded')
let home: string
let count = 0
const joiners: ChildProcess[] = []

beforeEach(() => {
  count += 1
  home = join(places, `${process.pid}-${count}`)
})
afterEach(async () => {
  for (const joiner of joiners.splice(0)) await kill(joiner)
  // Whoever a test left behind is gone now: the last one out stops the server.
  chmodSync(existsSync(home) ? home : places, 0o755)
  if (existsSync(join(home, 'postgres', 'server', 'data', 'PG_VERSION'))) await (await joinHome()).leave()
  rmSync(home, { recursive: true, force: true })
})

const joinHome = (): Promise<Embedded> => joinEmbedded({ home, durable: false })

/** Starts a process that joins; resolves to the address that it says. */
async function startJoiner(): Promise<{ process: ChildProcess; url: string }> {
  const joiner = spawn(process.execPath, [join(import.meta.dirname, 'joiner.ts'), home], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  joiners.push(joiner)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  createInterface({ input: joiner.stdout }).once('line', resolve)
  joiner.once('exit', (code) => reject(new Error(`the joiner ended with ${code}`)))
  return { process: joiner, url: await promise }
}

async function tellToLeave(joiner: ChildProcess): Promise<void> {
  const gone = once(joiner, 'exit')
  joiner.stdin?.write('leave\n')
  await gone
}

async function kill(joiner: ChildProcess): Promise<void> {
  if (joiner.exitCode !== null || joiner.signalCode !== null) return
  const gone = once(joiner, 'exit')
  joiner.kill('SIGKILL')
  await gone
}

const pidFile = (): string => join(home, 'postgres', 'server', 'data', 'postmaster.pid')
const postmaster = (): number => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])
const isUp = (): boolean => existsSync(pidFile()) && isAlive(postmaster())

describe('the embedded PostgreSQL', () => {
  test('starts for the first, is joined by the next at the same address, and stops when the last one leaves', async () => {
    const first = await joinHome()
    const second = await joinHome()
    expect(second.url).toBe(first.url)
    await first.leave()
    expect(await readRows(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await second.leave()
    expect(isUp()).toBe(false)
  })

  test('stays up where somebody who left once leaves again', async () => {
    const first = await joinHome()
    const second = await joinHome()
    await Promise.all([first.leave(), first.leave()])
    await first.leave()
    expect(isUp()).toBe(true)
    await second.leave()
  })

  test('keeps data and address from start to start', async () => {
    const before = await joinHome()
    await readRows(before.url, 'create table kept as select 42 as answer')
    await before.leave()
    const after = await joinHome()
    expect(after.url).toBe(before.url)
    expect(await readRows(after.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    await after.leave()
  })

  test('takes another port where its own was taken meanwhile', async () => {
    const before = await joinHome()
    await before.leave()
    const squatter = createServer().listen({ host: '127.0.0.1', port: Number(new URL(before.url).port) })
    await once(squatter, 'listening')
    onTestFinished(() => void squatter.close())
    const after = await joinHome()
    expect(new URL(after.url).port).not.toBe(new URL(before.url).port)
    expect(await readRows(after.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await after.leave()
  })

  test('listens on this machine alone, asks for the password, and its owner is no superuser', async () => {
    const joined = await joinHome()
    const [, , , , sockets, addresses] = readFileSync(pidFile(), 'utf8').split('\n')
    expect({ sockets, addresses }).toEqual({ sockets: '', addresses: '127.0.0.1' })
    const power = "select current_setting('is_superuser') as superuser"
    expect(await readRows(joined.url, power)).toEqual([{ superuser: 'off' }])
    const guessed = new URL(joined.url)
    guessed.password = 'guessed'
    await expect(readRows(guessed.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(home, 'postgres', 'credentials.json')).mode & 0o777).toBe(0o600)
    await joined.leave()
  })

  test('notes what went wrong in its log, and not with whose row', async () => {
    const server = await joinHome()
    const client = new Client({ connectionString: server.url })
    await client.connect()
    await client.query('create table pupil (email text unique, grade int not null)')
    await client.query('insert into pupil values ($1, 1)', ['canary@school.example'])
    const again = client.query('insert into pupil values ($1, 2)', ['canary@school.example'])
    await expect(again).rejects.toMatchObject({ detail: expect.stringContaining('canary@school.example') as string })
    await expect(client.query('insert into pupil values ($1, null)', ['canary@school.example'])).rejects.toThrow()
    const copy = client.query(copyFrom('copy pupil from stdin'))
    await expect(pipeline(Readable.from(['canary@school.example\n']), copy)).rejects.toThrow('missing data')
    await client.end()
    const log = readFileSync(join(home, 'postgres', 'server', 'server.log'), 'utf8')
    for (const fault of ['duplicate key value', 'null value in column', 'missing data for column'])
      expect(log).toContain(fault)
    expect(log).not.toContain('canary')
    await server.leave()
  })

  test('is a server that the migrations run on', async () => {
    const joined = await joinHome()
    const { applied } = await migrate({ ownerUrl: joined.url })
    expect(applied).toContain('0001_foundation')
    await joined.leave()
  })
})

describe('of several processes', () => {
  test('that start at the same moment one starts the server, the others join', async () => {
    const started = await Promise.all([startJoiner(), startJoiner(), startJoiner(), joinHome()])
    expect(new Set(started.map(({ url }) => url)).size).toBe(1)
    const [one, two, three, own] = started
    await own.leave()
    await tellToLeave(one.process)
    await tellToLeave(two.process)
    expect(isUp()).toBe(true)
    await tellToLeave(three.process)
    expect(isUp()).toBe(false)
  })

  test('one that was killed neither stops the server nor keeps it up', async () => {
    const killed = await startJoiner()
    const own = await joinHome()
    await kill(killed.process)
    expect(await readRows(own.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await own.leave()
    expect(isUp()).toBe(false)
    expect(readdirSync(join(home, 'postgres', 'joined'))).toEqual([])
  })

  test('the next one joins the server that a killed one has left running', async () => {
    const killed = await startJoiner()
    const before = postmaster()
    await kill(killed.process)
    expect(isUp()).toBe(true)
    const own = await joinHome()
    expect(postmaster()).toBe(before)
    await own.leave()
    expect(isUp()).toBe(false)
  })

  test('a file of a process number that was given to another process since counts for nothing', async () => {
    const own = await joinHome()
    writeFileSync(join(home, 'postgres', 'joined', `${process.pid}-1.00000000`), '')
    await own.leave()
    expect(isUp()).toBe(false)
  })
})

describe('after kill -9 of the server', () => {
  test('the next one starts it again, with all that was committed', async () => {
    const own = await joinHome()
    await readRows(own.url, 'create table kept as select 42 as answer')
    const first = postmaster()
    process.kill(first, 'SIGKILL')
    const again = await joinHome()
    expect(postmaster()).not.toBe(first)
    expect(await readRows(again.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    await again.leave()
    await own.leave()
  })

  test('a backend that outlives it and is busy is ended first', async () => {
    const own = await joinHome()
    const client = new Client({ connectionString: own.url })
    client.on('error', () => undefined)
    await client.connect()
    onTestFinished(() => client.end().catch(() => undefined))
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const backend = rows[0]?.pid ?? 0
    const busy = client.query('do $$ begin loop perform 1; end loop; end $$').catch((error: unknown) => error)
    process.kill(postmaster(), 'SIGKILL')
    expect(isAlive(backend)).toBe(true)
    const again = await joinHome()
    expect(isAlive(backend)).toBe(false)
    expect(await busy).toBeInstanceOf(Error)
    expect(await readRows(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await again.leave()
    await own.leave()
  })

  test('a pid file that names a process of somebody else is not believed', async () => {
    const own = await joinHome()
    await own.leave()
    writeFileSync(pidFile(), `${process.pid}\n`)
    const again = await joinHome()
    expect(postmaster()).not.toBe(process.pid)
    await again.leave()
  })

  test('a first start that was cut off half-way is made anew', async () => {
    mkdirSync(join(home, 'postgres', 'server', 'data.unfinished', 'base'), { recursive: true })
    const own = await joinHome()
    expect(await readRows(own.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await own.leave()
  })
})

describe('says what to do where', () => {
  test.runIf(process.getuid?.() === 0)("the server's user can not enter a folder above", async () => {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const attempt = joinHome()
    await expect(attempt).rejects.toMatchObject({ code: 'EMBEDDED_UNREACHABLE', disposition: 'operator' })
    await expect(attempt).rejects.toThrow(`chmod o+x ${home}`)
    chmodSync(home, 0o711)
    const mended = await joinHome()
    await mended.leave()
  })

  test.runIf(process.getuid?.() === 0)('the data folder belongs to another user', async () => {
    await (await joinHome()).leave()
    const stranger = spawn(process.execPath, [join(import.meta.dirname, 'joiner.ts'), home], {
      uid: 65_534,
      gid: 65_534,
    })
    let complaint = ''
    stranger.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text
    })
    await once(stranger, 'close')
    expect(complaint).toContain('EMBEDDED_FOREIGN')
    expect(complaint).toContain('set STAFFROOM_HOME to a folder of your own')
  })

  test('the passwords of an existing server are gone', async () => {
    const own = await joinHome()
    await own.leave()
    const file = join(home, 'postgres', 'credentials.json')
    const kept = readFileSync(file, 'utf8')
    rmSync(file)
    await expect(joinHome()).rejects.toMatchObject({ code: 'EMBEDDED_CREDENTIALS', disposition: 'operator' })
    writeFileSync(file, '{"superuser":')
    await expect(joinHome()).rejects.toMatchObject({ code: 'EMBEDDED_CREDENTIALS' })
    writeFileSync(file, kept)
  })

  test('the server does not start, with the end of its log; and nobody counts as joined', async () => {
    const own = await joinHome()
    await own.leave()
    const settings = join(home, 'postgres', 'server', 'data', 'postgresql.conf')
    const kept = readFileSync(settings, 'utf8')
    writeFileSync(settings, 'nonsense = 1\n')
    const attempt = joinHome()
    await expect(attempt).rejects.toMatchObject({ code: 'EMBEDDED_START', disposition: 'operator' })
    await expect(attempt).rejects.toThrow(/nonsense/)
    expect(readdirSync(join(home, 'postgres', 'joined'))).toEqual([])
    writeFileSync(settings, kept)
  })
})
