/** The worker processes of the storm, and what befalls them: killed, frozen and thawed; the database struck down and up. */

import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Embedded, joinEmbedded } from '../../../src/store/postgres/embedded.ts'

export interface Crew {
  /** Kills one at random with SIGKILL; another takes its place at once. */
  readonly kill: (which: number) => void
  /** Freezes one for a while; it wakes up not knowing. */
  readonly freeze: (which: number, ms: number) => Promise<void>
  /** Lets everybody go, gently; rejects where one needs more than ten seconds. */
  readonly dismiss: () => Promise<void>
  readonly killed: () => number
  /** Exits that nobody asked for: a worker must outlive the database's restarts. */
  readonly fallen: () => number
}

const STOP_MS = 10_000
const WORKER = join(import.meta.dirname, 'worker.ts')

export function startCrew(home: string, options: { readonly size: number; readonly concurrency: number }): Crew {
  const log = createWriteStream(join(home, 'workers.log'), { flags: 'a' })
  const members: ChildProcess[] = []
  let killed = 0
  let fallen = 0
  let dismissed = false
  const hire = (place: number): void => {
    const member = spawn(process.execPath, [WORKER, home, String(options.concurrency)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    // One that finds no database when it starts ends, and is started again: that is no fall.
    let started = false
    member.stdout.on('data', (text) => {
      started ||= String(text).includes('worker.started')
    })
    member.stdout.pipe(log, { end: false })
    member.stderr.pipe(log, { end: false })
    members[place] = member
    member.once('exit', (_code, signal) => {
      if (dismissed) return
      if (signal !== 'SIGKILL' && started) fallen += 1
      hire(place)
    })
  }
  for (let place = 0; place < options.size; place += 1) hire(place)
  return {
    kill(which) {
      killed += 1
      members[which]?.kill('SIGKILL')
    },
    async freeze(which, ms) {
      const member = members[which]
      member?.kill('SIGSTOP')
      await sleep(ms)
      member?.kill('SIGCONT')
    },
    async dismiss() {
      dismissed = true
      await Promise.all(members.map(letGo))
      log.end()
    },
    killed: () => killed,
    fallen: () => fallen,
  }
}

async function letGo(member: ChildProcess): Promise<void> {
  if (member.exitCode !== null || member.signalCode !== null) return
  const gone = new Promise<void>((resolve) => member.once('exit', () => resolve()))
  member.kill('SIGCONT')
  member.kill('SIGTERM')
  const late = sleep(STOP_MS, 'late', { ref: false })
  if ((await Promise.race([gone, late])) !== 'late') return
  member.kill('SIGKILL')
  await gone
  throw new Error('A worker that was told to stop was still there after ten seconds.')
}

/** Strikes the database down as a power cut does its processes, and starts it again. */
export async function restartDatabase(home: string): Promise<Embedded> {
  const [pid = ''] = readFileSync(join(home, 'postgres', 'server', 'data', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGQUIT')
  await sleep(200)
  return joinEmbedded({ home, durable: true })
}
