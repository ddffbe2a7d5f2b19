/** Clears what a killed server leaves behind: backends that outlive it hold its memory, and a new one refuses to start. */

import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './process-identity.ts'

const POLL_MS = 50
const ORPHAN_POLLS_MAX = 40

/** Whether the postmaster that wrote the pid file of this data folder still runs. */
export function isPostmasterAlive(data: string): boolean {
  const pidFile = join(data, 'postmaster.pid')
  if (!existsSync(pidFile)) return false
  const postmaster = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  // An empty file is one that is just being written or was cut off; the number of a dead one may be another's by now.
  return postmaster > 0 && isAlive(postmaster) && worksIn(postmaster, data)
}

/**
 * Ends the orphaned backends of a postmaster that is gone and removes its pid file; leaves a running server alone. Call it
 * only while nobody else starts the server.
 * @param data the cluster's data folder
 */
export async function clearAfterCrash(data: string): Promise<void> {
  if (isPostmasterAlive(data)) return
  await endOrphans(data)
  rmSync(join(data, 'postmaster.pid'), { force: true })
}

async function endOrphans(data: string): Promise<void> {
  // SIGQUIT ends a backend at once; a fresh start recovers from the log in any case.
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of findBackends(data)) end(pid, signal)
    for (let poll = 0; poll < ORPHAN_POLLS_MAX && findBackends(data).length > 0; poll += 1) await sleep(POLL_MS)
  }
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself.
  }
}

// Every process of a server works in its data folder, and nothing else does: no other user may enter it.
function findBackends(data: string): number[] {
  if (!existsSync('/proc/self/cwd')) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isAlive(pid) && workingFolder(pid) === data && runsPostgres(pid))
}

function worksIn(pid: number, data: string): boolean {
  // Where the system doesn't tell, believe the pid file.
  return !existsSync('/proc/self/cwd') || workingFolder(pid) === data
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

function runsPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return false
  }
}
