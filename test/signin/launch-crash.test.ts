/** What a crash leaves of a launch: a login that was used stays used, and a code that was handed out is good. */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { joinEmbedded } from '../../src/store/postgres/embedded.ts'
import { migrate } from '../../src/store/postgres/migrate.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { restartAtOnce } from '../support/restart-at-once.ts'
import { addPerson } from './roster.ts'

async function seed(tool: TestTool): Promise<void> {
  await addPerson(tool.database.open('sync'), 'd1', { sourcedId: 'demo-teacher', roles: ['teacher'] })
  expect(await tool.open(await tool.prepare())).toHaveProperty('token')
}

it(
  'a process killed while it lets a launch in gives no session, and the launch can’t be posted again',
  { timeout: 60_000 },
  async () => {
    const tool = await startTool()
    const owner = tool.database.open('owner').pool
    const holder = await owner.connect()
    try {
      await seed(tool)
      const program = join(import.meta.dirname, 'launch-process.ts')
      const child = fork(program, [tool.database.ownerUrl, tool.publicUrl], { stdio: 'inherit' })
      const ended = once(child, 'exit')
      await once(child, 'message')
      await holder.query('begin')
      await holder.query('lock table session_code in share mode')
      const codes = (await holder.query('select code_hash from session_code')).rowCount
      const request = await tool.prepare()
      const said = once(child, 'message')
      child.send(request)
      expect(await said).toContain('verified')
      const waiting = `select from pg_stat_activity where datname = current_database()
      and application_name = 'staffroom-killed' and wait_event_type = 'Lock'`
      await expect.poll(async () => (await owner.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1)
      child.kill('SIGKILL')
      await ended
      await holder.query('rollback')
      const gone = `select from pg_stat_activity where datname = current_database() and application_name = 'staffroom-killed'`
      await expect.poll(async () => (await owner.query(gone)).rowCount, { timeout: 10_000 }).toBe(0)
      expect((await owner.query('select from session_code')).rowCount).toBe(codes)
      expect(await tool.open(request)).toEqual({ refused: 'launch_replayed' })
    } finally {
      holder.release()
      await tool.stop()
    }
  },
)

it(
  'a database that crashes right after knows every code that was handed out, and every login that was used for it',
  { timeout: 120_000 },
  async () => {
    const home = join(findPackageRoot(), 'node_modules', '.cache', `staffroom-launched-${process.pid}`)
    const server = await joinEmbedded({ home })
    const opened: Database[] = []
    try {
      await migrate({ ownerUrl: server.url })
      const tool = await startTool('http://localhost:3000', {
        ownerUrl: server.url,
        open: (role) => {
          const db = openDatabase({ url: server.url, role })
          opened.push(db)
          return db
        },
        drop: () => Promise.resolve(),
      })
      await seed(tool)
      for (let round = 0; round < 3; round += 1) {
        const requests = await Promise.all(Array.from({ length: 8 }, () => tool.prepare()))
        const codes = await Promise.all(requests.map((request) => codeOf(tool, request)))
        await restartAtOnce(home)
        await expect.poll(() => tool.db.pool.query('select 1').catch(() => null), { timeout: 30_000 }).not.toBeNull()
        const replays = await Promise.all(requests.map((request) => tool.open(request)))
        expect(replays).toEqual(requests.map(() => ({ refused: 'launch_replayed' })))
        const sessions = await Promise.all(codes.map((code) => tool.signIn.exchangeCode(code)))
        expect(sessions.filter((session) => session === null)).toEqual([])
      }
      await tool.stop()
    } finally {
      await Promise.all(opened.map((db) => db.close()))
      await server.leave()
      rmSync(home, { recursive: true, force: true })
    }
  },
)

async function codeOf(tool: TestTool, request: Parameters<TestTool['verify']>[0]): Promise<string> {
  const verdict = await tool.verify(request)
  if (!verdict.ok) throw new Error(`The launch was refused: ${verdict.code}`)
  const admission = await tool.signIn.admitLaunch(verdict.value)
  if (!admission.admitted) throw new Error('The launch was not let in.')
  return admission.code
}
