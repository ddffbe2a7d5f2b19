/** The operator's desk for lists that people fill in: what is understood of one, and what each of its rows would do. */

import type { FilePreview, PreviewRow } from '../../feed/connector.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { readOutline } from '../../store/sync/district-outline.ts'
import { findSource, type SourcePlace } from '../../store/sync/source.ts'
import { readDistrictRules } from '../../sync/district-rules.ts'
import type { RunReport } from '../../sync/report.ts'
import { executeRun, requestRun } from '../../sync/run.ts'
import type { RunProgress, SyncWorld } from '../../sync/world.ts'
import { listChanges } from './changes.ts'
import { listQuarantined } from './runs.ts'

export interface UploadOrder {
  readonly file: string
  /** Whoever is not in it leaves. */
  readonly whole: boolean
  /** Whose preview it is. Default: 'cli'. */
  readonly by?: string
  /** Told the preview's run before that is started. */
  readonly onRequested?: (runId: string) => Promise<void>
  readonly signal: AbortSignal
  readonly onProgress: (progress: RunProgress) => void
}

/** What a row would do to the person that it is about; null: the run failed before that could be said. */
export type RowEffect = 'add' | 'change' | 'retire' | 'none' | 'out' | null

export interface UploadPreview {
  readonly columns: FilePreview['columns']
  readonly rows: readonly (Omit<PreviewRow, 'problems'> & {
    readonly effect: RowEffect
    readonly problems: readonly { readonly code: string; readonly field: string | null; readonly expected: string }[]
  })[]
  /** Of the preview that was run. */
  readonly report: RunReport
}

/**
 * Reads a list, and runs a preview with it; nothing of the roster is changed.
 * @throws Failure SOURCE_UNKNOWN, FILE_NOT_TAKEN, and what refuses the list
 */
export async function previewUpload(world: SyncWorld, place: SourcePlace, order: UploadOrder): Promise<UploadPreview> {
  const { columns, rows } = await understand(world, place, order)
  const { districtId } = place
  const runId = await requestRun(world, { ...place, trigger: 'manual', dryRun: true, requestedBy: order.by ?? 'cli' })
  await order.onRequested?.(runId)
  const report = await executeRun(world, { districtId, runId, ...order })
  const effects = new Map<string, RowEffect>()
  for await (const changes of listChanges(world.db, { districtId, runId }))
    for (const { kind, op, key } of changes) if (kind === 'people') effects.set(key, EFFECTS[op] ?? null)
  const refused = Map.groupBy(await listQuarantined(world.db, { districtId, runId }), ({ row }) => row)
  return {
    columns,
    report,
    rows: rows.map(({ row, sourcedId, values, problems }) => {
      const found = problems.length > 0 ? problems : (refused.get(row) ?? [])
      const said = found.map(({ code, field, expected }) => ({ code, field, expected }))
      return { row, sourcedId, values, effect: effectOf({ sourcedId, said, report }, effects), problems: said }
    }),
  }
}

const EFFECTS: Readonly<Record<string, RowEffect>> = { add: 'add', change: 'change', retire: 'retire' }

function effectOf(
  row: { readonly sourcedId: string | null; readonly said: readonly unknown[]; readonly report: RunReport },
  effects: ReadonlyMap<string, RowEffect>,
): RowEffect {
  if (row.said.length > 0) return 'out'
  if (row.report.state === 'failed' || row.sourcedId === null) return null
  return effects.get(row.sourcedId) ?? 'none'
}

async function understand(
  world: SyncWorld,
  place: SourcePlace,
  { file, whole, signal }: UploadOrder,
): Promise<FilePreview> {
  const { districtId } = place
  const { source, today, outline } = await inDistrict(world.db, { districtId, actor: 'cli' }, async (client) => ({
    source: await findSource(client, place),
    today: (await readDistrictRules(client, districtId, { settings: world.settings, now: world.now() })).today,
    outline: await readOutline(client, place),
  }))
  if (source === null)
    throw new Failure('SOURCE_UNKNOWN', 'operator', `District ${districtId} has no source ${place.sourceId}.`)
  const connector = world.connectors.get(source.connector)
  if (connector?.preview === undefined || connector.readFile === undefined)
    throw new Failure(
      'FILE_NOT_TAKEN',
      'operator',
      `Source ${place.sourceId} reads no lists that people fill in. Make one that does: "staffroom source add --connector educator-csv".`,
    )
  return connector.preview(connector.readFile(file, { whole }), {
    signal,
    limits: world.settings.feedLimits,
    now: world.now,
    wholeSetWanted: false,
    bookmark: null,
    reach: world.reach,
    fileEnds: new Map(),
    district: () => Promise.resolve({ today, ...outline }),
  })
}
