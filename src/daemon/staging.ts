/**
 * Where the downloads of a process lie while they are read: in a folder of its own, named after it, so that the next one
 * knows what a process left that was killed. They hold rosters, and nobody should have to wait for a clock to see them gone.
 */

import { readlinkSync } from 'node:fs'
import { readdir, rm, rmdir, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { formatIdentity, identifySelf, isRunning, parseIdentity } from '../store/postgres/process-identity.ts'

/** Longer than any read may take. */
const STAGED_MS = 24 * 3_600_000

/** Where packages are kept from one run to the next; the folders of the processes lie in it. */
export function shelfFolder(home: string): string {
  return join(home, 'staging')
}

/** The folder of this process below the data folder; made when something is put into it. */
export function ownStaging(home: string): string {
  return join(shelfFolder(home), `${formatIdentity(identifySelf())}@${ownPlace()}`)
}

/**
 * Removes what processes of this machine left that run no more, and what is older than any read takes, whoever made it:
 * of another machine's processes nobody here can say whether they run. What others have put there is left alone.
 */
export async function clearStaging(home: string, now: Date): Promise<void> {
  const root = shelfFolder(home)
  const names = await readdir(root).catch(() => [])
  for (const name of names) {
    const [process = '', place] = name.split('@')
    const identity = parseIdentity(process)
    if (identity === null) continue
    const path = join(root, name)
    const isLeft = place === ownPlace() ? !isRunning(identity) : await isOld(path, now)
    if (isLeft) await rm(path, { recursive: true, force: true })
  }
}

/** Where process numbers mean the same: this machine, and of its containers this one. */
export function ownPlace(): string {
  try {
    return `${hostname()}.${readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '')}`
  } catch {
    return hostname()
  }
}

/** Removes the folder of this process where nothing is in it, at its end. */
export async function leaveStaging(home: string): Promise<void> {
  await rmdir(ownStaging(home)).catch(() => undefined)
}

/** The folder of a process that is at work changes with every download. */
async function isOld(path: string, now: Date): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && found.mtimeMs < now.getTime() - STAGED_MS
}
