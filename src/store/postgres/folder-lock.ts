/** A lock between processes that needs no server: one at a time, in the order of coming, and a dead holder holds nothing. */

import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { formatIdentity, identifySelf, isRunning, parseIdentity } from './process-identity.ts'

const POLL_MS = 20

interface Ticket {
  readonly number: number
  readonly holder: string
}

/**
 * Runs `work` while no other process that uses the same folder runs its own.
 *
 * Lamport's bakery with files: announce the choice of a number, take the highest one and one more, wait for all who are
 * choosing and for all before. A file of a process that is gone counts for nothing, so there is no lock to break, and
 * two who would break it at once can't meet.
 * @param folder is made where it is missing; used for nothing else
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true })
  const holder = `${formatIdentity(identifySelf())}.${randomBytes(4).toString('hex')}`
  const choosing = join(folder, `choosing.${holder}`)
  let taken: string | undefined
  try {
    writeFileSync(choosing, '')
    const mine = { number: Math.max(0, ...readTickets(folder).map(({ number }) => number)) + 1, holder }
    taken = join(folder, `ticket.${mine.number}.${holder}`)
    writeFileSync(taken, '')
    rmSync(choosing)
    while (someoneChooses(folder) || readTickets(folder).some((other) => isBefore(other, mine))) await sleep(POLL_MS)
    return await work()
  } finally {
    rmSync(choosing, { force: true })
    if (taken !== undefined) rmSync(taken, { force: true })
  }
}

function isBefore(other: Ticket, mine: Ticket): boolean {
  if (other.number !== mine.number) return other.number < mine.number
  return other.holder < mine.holder
}

function someoneChooses(folder: string): boolean {
  return readdirSync(folder).some((name) => name.startsWith('choosing.') && holds(folder, name, name.slice(9)))
}

function readTickets(folder: string): Ticket[] {
  return readdirSync(folder).flatMap((name) => {
    const match = /^ticket\.(\d+)\.(.+)$/.exec(name)
    if (match?.[1] === undefined || match[2] === undefined) return []
    return holds(folder, name, match[2]) ? [{ number: Number(match[1]), holder: match[2] }] : []
  })
}

function holds(folder: string, name: string, holder: string): boolean {
  const identity = parseIdentity(holder.split('.')[0] ?? '')
  if (identity !== null && isRunning(identity)) return true
  rmSync(join(folder, name), { force: true })
  return false
}
