/** What a killed process left of a roster is gone when the next one starts; what a running one reads stays. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clearStaging, leaveStaging, ownPlace, ownStaging } from '../../src/daemon/staging.ts'
import { stageFile } from '../../src/feed/staging.ts'
import { formatIdentity } from '../../src/store/postgres/process-identity.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'staging-'))
})
afterEach(() => rm(home, { recursive: true }))

const NOW = new Date()
const DAYS_MS = 24 * 3_600_000

/** A folder as a process has it, with part of a roster in it. */
async function left(name: string, ageMs = 0): Promise<string> {
  const path = join(home, 'staging', name)
  await mkdir(path, { recursive: true })
  await writeFile(join(path, 'feed-1'), 'names')
  const then = new Date(NOW.getTime() - ageMs)
  await utimes(path, then, then)
  return name
}

const there = async (): Promise<string[]> => (await readdir(join(home, 'staging'))).toSorted()

async function* bytes(): AsyncGenerator<Buffer> {
  yield Buffer.from('names')
}

describe('the scratch folder of a process', () => {
  it('is its own, and goes with it where nothing is left in it', async () => {
    const path = await stageFile(ownStaging(home), bytes())
    await clearStaging(home, NOW)
    await leaveStaging(home)
    expect(await there()).toEqual([ownStaging(home).slice(join(home, 'staging').length + 1)])
    await rm(path)
    await leaveStaging(home)
    expect(await there()).toEqual([])
    await leaveStaging(home)
    await clearStaging(join(home, 'nowhere'), NOW)
  })

  it('is removed with what is in it once the process has died, however it died', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(child, 'spawn')
    const name = await left(`${formatIdentity({ pid: child.pid ?? 0, startedAt: '' })}@${ownPlace()}`)
    await clearStaging(home, NOW)
    expect(await there()).toEqual([name])
    child.kill('SIGKILL')
    await once(child, 'close')
    await clearStaging(home, NOW)
    expect(await there()).toEqual([])
  })

  it('of another machine is removed only when it is older than any read, and what others put there never', async () => {
    const young = await left('4711-88@elsewhere', DAYS_MS / 2)
    await left('4712-88@elsewhere', 2 * DAYS_MS)
    const notes = await left('notes', 2 * DAYS_MS)
    await clearStaging(home, NOW)
    expect(await there()).toEqual([young, notes])
  })
})
