/** The ledger of a licence, and what was allotted of credits, as whole files: read a part at a time, each part by itself. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import { ALLOTMENT_FILE_HEAD, allotmentFileCells, LEDGER_FILE_HEAD, ledgerFileCells } from '../../seats/ledger-file.ts'
import { listAllotmentsBefore } from '../../store/seats/export-credits.ts'
import { listLedgerBefore } from '../../store/seats/ledger-list.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { asFarAsShown, namesActors } from './seats-shown.ts'

/** Rows of a file, some at a time, its head first. */
export type FileRows = AsyncIterable<readonly (readonly string[])[]>

/** Entries that are read at a time: a district of long standing has a million. */
const PART = 5000

/** Every entry of the ledger of one licence, the newest first. What can't be read at all is refused before the first row. */
export async function viewLedgerFile(world: DomainWorld, asked: Grant<'view:ledger'>, kind: string): Promise<FileRows> {
  const grant = await asFarAsShown(world, asked)
  const place = { districtId: grant.principal.districtId, kind }
  const isNamed = mayNamePeople(grant, kind)
  const about = { limit: PART, namesPeople: isNamed, namesActors: namesActors(grant.principal) }
  return partByPart(LEDGER_FILE_HEAD, async (before) => {
    const lines = await inGrantDirect(world, grant, (client) => listLedgerBefore(client, place, { ...about, before }))
    return lines.map((line) => ({
      seq: line.seq,
      cells: ledgerFileCells(isNamed ? line : { ...line, person: null }),
    }))
  })
}

/** Of a product the people are students: named to those who give it, to nobody else. */
export function mayNamePeople({ principal }: Grant<'view:ledger'>, kind: string): boolean {
  return !kind.includes(':') || authoriseMine(principal, 'assign:product_access')?.scope.district === true
}

/** Everything that was allotted to people in reach, the newest first. */
export function viewAllotmentFile(world: DomainWorld, grant: Grant<'allocate:export_credit'>): Promise<FileRows> {
  const { principal, scope: reach } = grant
  const about = { districtId: principal.districtId, reach, limit: PART, namesActors: namesActors(principal) }
  return partByPart(ALLOTMENT_FILE_HEAD, async (before) => {
    const lines = await inGrantDirect(world, grant, (client) => listAllotmentsBefore(client, { ...about, before }))
    return lines.map((line) => ({ seq: line.seq, cells: allotmentFileCells(line) }))
  })
}

interface FileLine {
  readonly seq: number
  readonly cells: readonly string[]
}

/** The first part is read at once, so that a refusal is an answer and no cut file. */
async function partByPart(
  head: readonly string[],
  read: (before: number | null) => Promise<readonly FileLine[]>,
): Promise<FileRows> {
  const first = await read(null)
  return rowsFrom(head, first, read)
}

async function* rowsFrom(
  head: readonly string[],
  first: readonly FileLine[],
  read: (before: number | null) => Promise<readonly FileLine[]>,
): AsyncGenerator<readonly (readonly string[])[]> {
  yield [head]
  for (let part = first; ; part = await read(part.at(-1)?.seq ?? null)) {
    if (part.length > 0) yield part.map(({ cells }) => cells)
    if (part.length < PART) return
  }
}
