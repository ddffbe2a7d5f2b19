/** What every benchmark gets and gives: a server to make databases on, and figures; here with the database made. */

import { migrate } from '../../src/store/postgres/migrate.ts'
import { dropDatabase, onServer, withDatabaseName } from '../support/database-server.ts'

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
  readonly unit: 'ms' | 'MB' | '/s'
  readonly ratio: number | null
  readonly must: string
}

/** Makes the database anew with every migration in it. Returns its owner's address. */
export async function freshDatabase(server: BenchServer, name: string): Promise<string> {
  await dropDatabase(server.url, name)
  await onServer(server.url, `create database ${name}`)
  const ownerUrl = withDatabaseName(server.url, name)
  await migrate({ ownerUrl })
  return ownerUrl
}

/** The value below which this share (0 to 1) of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
