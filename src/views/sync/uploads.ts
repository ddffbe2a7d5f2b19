/** Lists of educators that were handed over: what was understood of each, and how it stands. */

import type { Grant } from '../../access/grant.ts'
import { readFindings, type UploadFindings } from '../../roster/upload-findings.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import {
  findingsContext,
  findUpload,
  listListSources,
  type UploadRow,
  type UploadState,
} from '../../store/sync/upload.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

type Problem = UploadFindings['problems'][number] & {
  /** What the code means. */
  readonly says: string
}

export interface UploadView {
  readonly id: string
  readonly sourceId: string
  readonly whole: boolean
  readonly bytes: number
  readonly state: UploadState
  readonly uploadedAt: string
  /** The worker is at it. */
  readonly isTaken: boolean
  readonly findings: (Omit<UploadFindings, 'problems'> & { readonly problems: readonly Problem[] }) | null
  /** The run that applies it, once it is known. */
  readonly runId: string | null
  /** It waits for a decision: nothing of it is applied. */
  readonly isHeld: boolean
  /** Why the order to apply it came to nothing. */
  readonly failureCode: string | null
}

export interface ListsView {
  readonly lists: readonly { readonly sourceId: string; readonly upload: UploadView | null }[]
  readonly columns: DomainWorld['settings']['uploads']['columns']
  readonly bytesMax: number
  readonly rowsMax: number
}

/** Every source that takes lists, with the newest list of each. */
export function viewLists(world: DomainWorld, grant: Grant<'upload_csv:educator'>): Promise<ListsView> {
  const { districtId } = grant.principal
  const { connector, columns, bytesMax, rowsMax } = world.settings.uploads
  return inGrant(world, grant, async (tx) => {
    const lists: ListsView['lists'][number][] = []
    for (const { sourceId, uploadId } of await listListSources(tx, districtId, connector))
      lists.push({ sourceId, upload: uploadId === null ? null : await view(world, tx, { districtId, uploadId }) })
    return { lists, columns, bytesMax, rowsMax }
  })
}

/** Null: the district has no such upload. */
export function viewUpload(
  world: DomainWorld,
  grant: Grant<'upload_csv:educator'>,
  uploadId: string,
): Promise<UploadView | null> {
  const { districtId } = grant.principal
  return inGrant(world, grant, (tx) => view(world, tx, { districtId, uploadId }))
}

async function view(
  world: DomainWorld,
  tx: PrismaTransaction,
  place: { readonly districtId: string; readonly uploadId: string },
): Promise<UploadView | null> {
  const row = await findUpload(tx, place)
  if (row === null) return null
  const { id, sourceId, whole, bytes, state, uploadedAt } = row
  const applies = row.orderKind === 'upload'
  return {
    id,
    sourceId,
    whole,
    bytes,
    state,
    uploadedAt,
    isTaken: row.isTaken && !row.isDone,
    findings: findingsOf(world, row, place),
    runId: applies ? row.madeRunId : null,
    isHeld: applies && row.runState === 'held',
    failureCode: applies ? row.failureCode : null,
  }
}

function findingsOf(
  world: DomainWorld,
  { findings: sealed }: UploadRow,
  place: { readonly districtId: string; readonly uploadId: string },
): UploadView['findings'] {
  const findings = sealed === null ? null : readFindings(world.secrets.open(sealed, findingsContext(place)))
  if (findings === null) return null
  const { diagnosticSays } = world.settings
  return {
    ...findings,
    problems: findings.problems.map((problem) => ({ ...problem, says: diagnosticSays[problem.code] ?? '' })),
  }
}
