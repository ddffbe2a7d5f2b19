/** What every benchmark gets and gives: a server to make databases on, and figures; here with the database made and dropped. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { migrate } from '../../src/store/migrate.ts'
import { withDatabaseName } from '../support/database-name.ts'

export interface BenchServer {
  readonly url: string
  /** Where generated districts are kept from one run to the next. */
  readonly data: string
  readonly say: (line: string) => void
}

export interface Figure {
  readonly name: string
  readonly work: string
  readonly measured: number
  readonly baseline: number | null
  readonly unit: 'ms' | 'MB'
  readonly ratio: number | null
  readonly must: string
}

/** Makes the database anew with every migration in it. Returns its owner's address. */
export async function freshDatabase(server: BenchServer, name: string): Promise<string> {
  await dropDatabase(server, name)
  await onServer(server, `create database ${name}`)
  const ownerUrl = withDatabaseName(server.url, name)
  await migrate({ ownerUrl })
  return ownerUrl
}

/** Drops it. The owner may not send an autovacuum of it away: then it waits for that. */
export async function dropDatabase(server: BenchServer, name: string): Promise<void> {
  for (let left = 30; ; left -= 1) {
    try {
      await onServer(server, `drop database if exists ${name} with (force)`)
      return
    } catch (error) {
      if (left === 0) throw error
      await sleep(1_000)
    }
  }
}

/** The value below which this share (0 to 1) of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

async function onServer({ url }: BenchServer, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
