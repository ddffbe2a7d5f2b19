/** Somebody hands over a list of educators, and says yes to it or drops it once the worker has looked at it. */

import type { Grant } from '../../access/grant.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import {
  contentContext,
  countUploadsSince,
  createUpload,
  createUploadOrder,
  decideUpload,
  findUpload,
  listListSources,
} from '../../store/sync/upload.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

const HOUR_MS = 3_600_000

export interface HandedOver {
  readonly sourceId: string
  /** Whoever is not in it leaves. */
  readonly whole: boolean
  /** The file, in base64. */
  readonly content: string
}

/** Why a list was not taken. `other_file`: a kind of file that is no text, by its first bytes. */
export type UploadProblem =
  | 'source_unknown'
  | 'waits_already'
  | 'too_many'
  | 'empty'
  | 'too_large'
  | 'not_base64'
  | 'other_file'

/** Keeps the list and orders the look at it. The upload's id, or why there is none. */
export function uploadEducators(
  world: DomainWorld,
  grant: Grant<'upload_csv:educator'>,
  { sourceId, whole, content }: HandedOver,
): Promise<{ readonly uploadId: string } | { readonly problem: UploadProblem }> {
  const { districtId } = grant.principal
  const { connector, bytesMax, perHourMax } = world.settings.uploads
  return inGrant(world, grant, async (tx) => {
    // Before anything of the file is told: what is another district's is not there.
    const known = await listListSources(tx, districtId, connector)
    if (known.every((source) => source.sourceId !== sourceId)) return { problem: 'source_unknown' }
    const file = Buffer.from(content, 'base64')
    const problem = problemOf(file, content, bytesMax)
    if (problem !== null) return { problem }
    const at = world.now()
    if ((await countUploadsSince(tx, districtId, new Date(at.getTime() - HOUR_MS))) >= perHourMax)
      return { problem: 'too_many' }
    // One character for each byte: the seal takes a text, and gives back the same bytes.
    const sealed = world.secrets.seal(file.toString('latin1'), contentContext(districtId, sourceId))
    const upload = { sourceId, connector, whole, bytes: file.length, content: sealed, at }
    const uploadId = await createUpload(tx, grant, upload)
    if (uploadId === null) return { problem: 'waits_already' }
    await createUploadOrder(tx, grant, { kind: 'preview_upload', uploadId, at })
    await appendAudit(tx, districtId, {
      action: 'upload.add',
      object: `upload:${uploadId}`,
      detail: { source: sourceId, bytes: file.length, whole },
    })
    return { uploadId }
  })
}

/** The order that applies the list; `not_checked`: the worker has not looked at it yet, or it is past that. */
export function confirmUpload(
  world: DomainWorld,
  grant: Grant<'upload_csv:educator'>,
  uploadId: string,
): Promise<{ readonly orderId: string } | { readonly problem: 'upload_unknown' | 'not_checked' }> {
  return inGrant(world, grant, async (tx) => {
    const decided = await decide(tx, grant, { uploadId, decision: 'confirm' })
    if (decided !== null) return { problem: decided }
    const orderId = await createUploadOrder(tx, grant, { kind: 'upload', uploadId, at: world.now() })
    return orderId === null ? { problem: 'upload_unknown' } : { orderId }
  })
}

/** Drops a list that nobody has said yes to. Null: done. */
export function discardUpload(
  world: DomainWorld,
  grant: Grant<'upload_csv:educator'>,
  uploadId: string,
): Promise<'upload_unknown' | 'not_checked' | null> {
  return inGrant(world, grant, (tx) => decide(tx, grant, { uploadId, decision: 'discard' }))
}

async function decide(
  tx: PrismaTransaction,
  grant: Grant<'upload_csv:educator'>,
  { uploadId, decision }: { readonly uploadId: string; readonly decision: 'confirm' | 'discard' },
): Promise<'upload_unknown' | 'not_checked' | null> {
  const { districtId } = grant.principal
  const place = { districtId, uploadId }
  if ((await findUpload(tx, place)) === null) return 'upload_unknown'
  const source = await decideUpload(tx, place, decision)
  if (source === null) return 'not_checked'
  await appendAudit(tx, districtId, { action: `upload.${decision}`, object: `upload:${uploadId}`, detail: { source } })
  return null
}

/** First bytes of what people take for a list: workbooks (new and old), PDF, pictures. */
const OTHER_FILES = ['504b0304', 'd0cf11e0', '25504446', '89504e47', 'ffd8ff', '1f8b']

function problemOf(file: Buffer, content: string, bytesMax: number): UploadProblem | null {
  if (file.length === 0) return content === '' ? 'empty' : 'not_base64'
  if (file.toString('base64').length !== content.length) return 'not_base64'
  if (file.length > bytesMax) return 'too_large'
  const head = file.subarray(0, 4).toString('hex')
  return OTHER_FILES.some((magic) => head.startsWith(magic)) ? 'other_file' : null
}
