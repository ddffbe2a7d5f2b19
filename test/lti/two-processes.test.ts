/** Replays of one launch at two web processes on one database. */

import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTool } from './tool.ts'
import type { TestTool } from './tool.ts'

const TIMES = 50

let tool: TestTool
let processes: readonly ChildProcess[]

beforeAll(async () => {
  tool = await startTool()
  const program = join(import.meta.dirname, 'replay-process.ts')
  processes = [1, 2].map(() => fork(program, [tool.database.ownerUrl, tool.publicUrl], { stdio: 'inherit' }))
  await Promise.all(processes.map((child) => once(child, 'message')))
}, 60_000)
afterAll(async () => {
  await Promise.all(
    processes.map(async (child) => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    }),
  )
  await tool.stop()
})

it('a hundred replays at once, spread over two processes, make one session', { timeout: 60_000 }, async () => {
  const request = await tool.prepare()
  const answers = processes.map((child) => once(child, 'message') as Promise<[readonly string[]]>)
  for (const child of processes) child.send({ request, times: TIMES })
  const outcomes = (await Promise.all(answers)).flatMap(([each]) => each)
  expect(outcomes.filter((outcome) => outcome === 'session')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'launch_replayed')).toHaveLength(2 * TIMES - 1)
  const { rows } = await tool.db.pool.query('select count(*)::int as sessions from session')
  expect(rows).toEqual([{ sessions: 1 }])
})
