/** One connection for the length of a run: its temporary tables live on it, each step is a transaction of its own. */

import { once } from 'node:events'
import { escapeLiteral, type PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Table } from '../../roster/model.ts'
import type { Database } from '../database.ts'
import { sql } from '../sql.ts'
import { clearTemporary, dropTemporary, furnish, type TemporaryTable } from './temporary-tables.ts'

/** What the work of a transaction gets. */
export type RunClient = PoolClient

/** What the comparing of a run has found out about how much there is to look at. */
export interface RunScope {
  /** Tables of which the live rows in question stand in `near_…`: of all others it is known that they are as they were. */
  readonly near: Set<Table>
  /** So few that each is looked up by its key. */
  few: boolean
}

export interface RunConnection {
  readonly districtId: string
  readonly scope: RunScope
  /** Runs `work` in a transaction that sees the district's rows only. */
  inDistrict<T>(work: (client: PoolClient) => Promise<T>): Promise<T>
  /**
   * Runs `work` in one transaction, of which every `inDistrict` inside is a part: a small run spends half of its time on
   * beginning and committing what nobody else ever sees. For steps that write nothing but temporary tables.
   */
  together<T>(work: () => Promise<T>): Promise<T>
  /** Makes those of the tables that this connection has not got from a run before; all of them are empty. */
  furnish(tables: readonly TemporaryTable[]): Promise<void>
  /** Sends lines in COPY's text form into a temporary table. */
  copy(table: string, lines: string): Promise<void>
  /** Empties the temporary tables and gives the connection back; a broken one is closed. */
  release(): Promise<void>
}

/**
 * Where `signal` aborts, the connection is cut at once: a statement that may take minutes ends with it, and its
 * transaction is rolled back.
 * @throws pg's own error where no connection can be had
 */
export async function openRunConnection(
  db: Database,
  context: { readonly districtId: string; readonly actor: string },
  signal: AbortSignal,
): Promise<RunConnection> {
  const client = await db.pool.connect()
  let broken = false
  const noteBroken = (): void => {
    broken = true
  }
  client.on('error', noteBroken)
  let isTogether = false
  let given = false
  // What a transaction made is gone with it.
  let undone = false
  const transact = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    inTransaction(client, context, work).catch((error: unknown) => {
      undone = true
      throw error
    })
  const cut = (): void => {
    given = true
    client.release(true)
  }
  if (signal.aborted) cut()
  else signal.addEventListener('abort', cut, { once: true })
  return {
    districtId: context.districtId,
    scope: { near: new Set(), few: false },
    inDistrict: (work) => (isTogether ? work(client) : transact(work)),
    together: (work) =>
      transact(async () => {
        isTogether = true
        try {
          return await work()
        } finally {
          isTogether = false
        }
      }),
    furnish: (tables) => (isTogether ? furnish(client, tables) : transact(() => furnish(client, tables))),
    copy: (table, lines) => copyLines(client, table, lines),
    async release() {
      signal.removeEventListener('abort', cut)
      if (given) return
      const tidied = !broken && (await tidy(client, undone))
      client.off('error', noteBroken)
      client.release(!tidied || broken)
    },
  }
}

/** Leaves nothing of the run on the connection; false where that can't be said of it. */
async function tidy(client: PoolClient, undone: boolean): Promise<boolean> {
  try {
    await (undone ? dropTemporary(client) : clearTemporary(client))
    return true
  } catch {
    return false
  }
}

async function copyLines(client: PoolClient, table: string, lines: string): Promise<void> {
  if (lines === '') return
  const stream = client.query(copyFrom(`copy ${table} from stdin`))
  const finished = once(stream, 'finish')
  stream.end(lines)
  await finished
}

async function inTransaction<T>(
  client: PoolClient,
  context: { readonly districtId: string; readonly actor: string },
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  // One round trip, and two commands in it: that is why the values stand in the text.
  await client.query(`begin; ${enterRun(context)}`)
  try {
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

function enterRun({ districtId, actor }: { readonly districtId: string; readonly actor: string }): string {
  return sql('enter_run')
    .replace('$1', () => escapeLiteral(districtId))
    .replace('$2', () => escapeLiteral(actor))
}
