/** Tells whether the process that left a file behind still runs, even where its number was given to another one since. */

import { readFileSync } from 'node:fs'

/** A process number and, where the system tells, when it started: together they are never used twice. */
export interface ProcessIdentity {
  readonly pid: number
  /** In clock ticks since the machine started; '' where the system doesn't tell. */
  readonly startedAt: string
}

/** The process that runs this code. */
export function identifySelf(): ProcessIdentity {
  return { pid: process.pid, startedAt: readStart(process.pid) }
}

/** Whether the very process still runs: false for a dead one and for a later one with the same number. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false
  return startedAt === '' || startedAt === readStart(pid)
}

/** Whether any process has this number; one of another user counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
  // A dead child that nobody has waited for yet still has its number.
  return readState(pid) !== 'Z'
}

/** `4711-88123` for a file's name. */
export function formatIdentity({ pid, startedAt }: ProcessIdentity): string {
  return `${pid}-${startedAt}`
}

/** The identity in a file's name written by {@link formatIdentity}; null where it is none. */
export function parseIdentity(text: string): ProcessIdentity | null {
  const match = /^(\d+)-(\d*)$/.exec(text)
  return match === null ? null : { pid: Number(match[1]), startedAt: match[2] ?? '' }
}

/** The code of a system error, such as ENOENT; '' of anything else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

// proc(5): the second field is the command in brackets and may hold anything; state is field 3, the start field 22.
function readFields(pid: number): string[] {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

function readState(pid: number): string {
  return readFields(pid)[0] ?? ''
}

function readStart(pid: number): string {
  return readFields(pid)[19] ?? ''
}
