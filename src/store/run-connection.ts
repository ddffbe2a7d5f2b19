/** One connection for the length of a run: its temporary tables live on it, each step is a transaction of its own. */

import { once } from 'node:events'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from './database.ts'
import { sql } from './sql.ts'

export interface RunConnection {
  readonly districtId: string
  /** Runs `work` in a transaction that sees the district's rows only. */
  inDistrict<T>(work: (client: PoolClient) => Promise<T>): Promise<T>
  /** Sends lines in COPY's text form into a temporary table. */
  copy(table: string, lines: string): Promise<void>
  /** Drops the temporary tables and gives the connection back; a broken one is closed. */
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
  let given = false
  const cut = (): void => {
    given = true
    client.release(true)
  }
  if (signal.aborted) cut()
  else signal.addEventListener('abort', cut, { once: true })
  return {
    districtId: context.districtId,
    inDistrict: (work) => inTransaction(client, context, work),
    async copy(table, lines) {
      if (lines === '') return
      const stream = client.query(copyFrom(`copy ${table} from stdin`))
      const finished = once(stream, 'finish')
      stream.end(lines)
      await finished
    },
    async release() {
      signal.removeEventListener('abort', cut)
      if (given) return
      if (!broken)
        await client.query('discard temporary').catch(() => {
          broken = true
        })
      client.off('error', noteBroken)
      client.release(broken)
    },
  }
}

async function inTransaction<T>(
  client: PoolClient,
  context: { readonly districtId: string; readonly actor: string },
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  await client.query('begin')
  try {
    await client.query(sql('enter_run'), [context.districtId, context.actor])
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
