/** PostgreSQL refuses to run as root: as whom it runs then, and whether that user can reach what it needs. */

import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Failure } from '../../roster/failure.ts'

/** The user that the server runs as where it isn't the one who runs this. */
export interface ServerUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const OWN_USER = 'staffroom-db'

/**
 * The user for the server: null where this process isn't root, else `postgres`, else a system user made for it.
 * @throws Failure EMBEDDED_USER where none can be made
 */
export function findServerUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  return lookUp('postgres') ?? lookUp(OWN_USER) ?? makeUser()
}

/** The user of that name in passwd(5) lines; null where there is none or it is root. */
export function parseUser(passwd: string, name: string): ServerUser | null {
  for (const line of passwd.split('\n')) {
    const [entry, , uid, gid] = line.split(':')
    if (entry === name && Number(uid) > 0 && Number(gid) > 0) return { name, uid: Number(uid), gid: Number(gid) }
  }
  return null
}

/**
 * Checks that the user can pass through every folder above `paths`.
 * @throws Failure EMBEDDED_UNREACHABLE, naming the first folder that it can't pass and the remedy
 */
export function refuseUnreachable(user: ServerUser, paths: readonly string[]): void {
  for (const path of paths) {
    const folder = foldersOf(path).find((candidate) => !mayPass(user, candidate))
    if (folder === undefined) continue
    throw new Failure(
      'EMBEDDED_UNREACHABLE',
      'operator',
      `The embedded PostgreSQL can't run as root and runs as "${user.name}", who may not enter ${folder}. Run "chmod o+x ${folder}", or set STAFFROOM_HOME to a folder that every user may enter (for example /var/lib/staffroom), or run Staffroom as an ordinary user.`,
    )
  }
}

function lookUp(name: string): ServerUser | null {
  return parseUser(readFileSync('/etc/passwd', 'utf8'), name)
}

function makeUser(): ServerUser {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', OWN_USER]],
    // BusyBox
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', OWN_USER]],
  ]
  for (const [command, parameters] of attempts) spawnSync(command, parameters, { stdio: 'ignore' })
  const made = lookUp(OWN_USER)
  if (made !== null) return made
  throw new Failure(
    'EMBEDDED_USER',
    'operator',
    'The embedded PostgreSQL can\'t run as root, and no user could be made for it. Run Staffroom as an ordinary user, or make a system user named "postgres", or set DATABASE_URL.',
  )
}

function foldersOf(path: string): string[] {
  const folders = [path]
  for (let folder = path; dirname(folder) !== folder;) {
    folder = dirname(folder)
    folders.unshift(folder)
  }
  return folders
}

function mayPass(user: ServerUser, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === user.uid) return (mode & 0o100) !== 0
  // Either bit will do: the user may be in the group by way of another list.
  if (gid === user.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
