/** Lists that were handed over at a page: the look at one, its file while a run reads it, and its end. */

import { removeStagedFile, stageFile } from '../feed/staging.ts'
import { Failure } from '../roster/failure.ts'
import { refusedFindings, type RowEffectWord, type UploadFindings } from '../roster/upload-findings.ts'
import { globally, inDistrict } from '../store/database.ts'
import { noteMadeRun, type RunOrder } from '../store/sync/run-order.ts'
import type { SecretBox } from '../store/secret.ts'
import { contentContext, endUpload, findingsContext, noteFindings, readUpload } from '../store/sync/upload.ts'
import type { SyncWorld } from '../sync/world.ts'
import { previewUpload, type UploadPreview } from './desk/uploads.ts'

export interface UploadWorld extends SyncWorld {
  readonly box: SecretBox
}

/** An order about a list. */
export type UploadOrderRow = RunOrder & { readonly uploadId: string }

interface UploadFile {
  readonly file: string
  readonly whole: boolean
}

const ROWS_SHOWN_MAX = 20
const PROBLEMS_SHOWN_MAX = 200

export function isAboutUpload(order: RunOrder): order is UploadOrderRow {
  return order.uploadId !== null
}

/**
 * Hands the list to `use` as a file that nobody else can read, and removes that.
 * @throws Failure UPLOAD_GONE, STAGING_UNWRITABLE, and what `use` throws
 */
export async function withUploadFile<T>(
  world: UploadWorld,
  order: UploadOrderRow,
  use: (given: UploadFile) => Promise<T>,
): Promise<T> {
  const { districtId } = order
  const upload = await inDistrict(world.db, { districtId, actor: 'system' }, (client) => readUpload(client, order))
  const content = upload?.content ?? null
  if (upload === null || content === null)
    throw new Failure(
      'UPLOAD_GONE',
      'operator',
      'The list that was handed over is not there any more: it was dropped, used, or older than a day. Nothing was changed. Hand it over again.',
    )
  const text = world.box.open(content, contentContext(districtId, upload.sourceId))
  const file = await stageFile(world.reach.stagingFolder, onePiece(Buffer.from(text, 'latin1')))
  try {
    return await use({ file, whole: upload.whole })
  } finally {
    await removeStagedFile(file)
  }
}

/**
 * Looks at the list by a preview in the name of who gave it, and keeps what was found. What refuses the list is found,
 * too; what may pass by itself is thrown.
 * @returns the code for which it came to nothing
 */
export async function lookAtUpload(
  world: UploadWorld,
  order: UploadOrderRow,
  signal: AbortSignal,
): Promise<string | null> {
  const found = await withUploadFile(world, order, async (given) => {
    try {
      const seen = await previewUpload(world, order, {
        ...given,
        by: order.requestedBy,
        signal,
        onProgress: () => undefined,
        onRequested: async (runId) => void (await globally(world.db, (client) => noteMadeRun(client, order, runId))),
      })
      throwWhatMayPass(seen.report.failure)
      return findingsOf(seen)
    } catch (error) {
      if (error instanceof Failure && error.disposition === 'operator') return refusedFindings(error)
      throw error
    }
  })
  await keepFindings(world, order, found)
  return found.failure?.code ?? null
}

/** Its order has ended: the list is not needed any more, but for one that was looked at and waits for its yes. */
export async function settleUpload(
  world: UploadWorld,
  order: UploadOrderRow,
  failureCode: string | null,
): Promise<void> {
  const context = { districtId: order.districtId, actor: 'system' }
  if (order.kind === 'upload') return inDistrict(world.db, context, (client) => endUpload(client, order))
  if (failureCode === null) return
  const message =
    'Staffroom could not look at this list just now. Nothing was changed. Hand it over again; if that fails, too, tell your district IT and quote the code.'
  // Nothing where the look has said itself why.
  await keepFindings(world, order, refusedFindings({ code: failureCode, message }))
}

function keepFindings(world: UploadWorld, order: UploadOrderRow, found: UploadFindings): Promise<void> {
  const noted = {
    state: found.failure === null ? 'checked' : 'refused',
    findings: world.box.seal(JSON.stringify(found), findingsContext(order)),
  } as const
  const context = { districtId: order.districtId, actor: 'system' }
  return inDistrict(world.db, context, (client) => noteFindings(client, order, noted))
}

function throwWhatMayPass(failure: UploadPreview['report']['failure']): void {
  if (failure === null || failure.disposition === 'operator') return
  throw new Failure(failure.code, failure.disposition, failure.message)
}

function findingsOf({ columns, rows, report }: UploadPreview): UploadFindings {
  const effects: Record<RowEffectWord, number> = { add: 0, change: 0, retire: 0, none: 0, out: 0, unknown: 0 }
  for (const { effect } of rows) effects[effect ?? 'unknown'] += 1
  const problems = rows.flatMap(({ row, problems: found }) => found.map((problem) => ({ row, ...problem })))
  const { failure } = report
  return {
    columns,
    rows: rows
      .slice(0, ROWS_SHOWN_MAX)
      .map(({ row, effect, values }) => ({ row, effect: effect ?? 'unknown', values })),
    rowCount: rows.length,
    effects,
    problems: problems.slice(0, PROBLEMS_SHOWN_MAX),
    problemCount: problems.length,
    leaving: report.tables.people.retired,
    holds: report.hold?.reasons.map(({ says }) => says) ?? [],
    runId: report.runId,
    failure: failure === null ? null : { code: failure.code, message: failure.message },
  }
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
