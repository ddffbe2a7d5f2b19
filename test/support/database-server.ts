/** The databases of a test's server: how they are named, made and dropped. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

/** A clone's name goes on with its process, so that one left behind by a killed run is known as such. */
export const CLONE_PREFIX = 'staffroom_clone_'

/** The same server and user, another database. */
export function withDatabaseName(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** One statement, on a connection of its own. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * Drops it, whoever is in it. The server's own housekeeping can be sent away by a superuser only: then it waits for
 * that, half a minute at most.
 */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  for (let left = 120; ; left -= 1) {
    try {
      await onServer(serverUrl, `drop database if exists ${name} with (force)`)
      return
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === '42501'
      if (!isBusy || left === 0) throw error
      await sleep(250)
    }
  }
}
