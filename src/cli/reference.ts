/** SRC and RUN as they are typed: an id where that is unique in the installation, else `district/id`. */

import { UsageError } from './outcome.ts'
import { nearestWords } from './print.ts'
import type { Installation, RunRef, SourceRef } from './toolbox.ts'

/** The one source that is meant. Throws `UsageError` with the choices where none or several are. */
export async function resolveSource(installation: Installation, typed: string): Promise<SourceRef> {
  const { districtId, id } = splitReference(typed)
  const found = await installation.sources.find({ districtId, sourceId: id })
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  if (found.length > 1)
    throw new UsageError(
      `More than one district has a source ${id}. Say which: ${found.map(nameSource).join(', ')}.`,
      'ambiguous_source',
    )
  const all = await installation.sources.find({ districtId: null, sourceId: null })
  if (all.length === 0)
    throw new UsageError(
      `There is no source ${typed}: none has been added yet. Add one with "staffroom source add".`,
      'unknown_source',
    )
  const near = nearestWords(id, [...new Set(all.map((ref) => ref.sourceId))])
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'List them with "staffroom source list".'
  throw new UsageError(`There is no source ${typed}. ${hint}`, 'unknown_source')
}

/** The one run that is meant. Throws `UsageError` where none or several are. */
export async function resolveRun(installation: Installation, typed: string): Promise<RunRef> {
  const { districtId, id } = splitReference(typed)
  if (!/^\d{1,18}$/.test(id))
    throw new UsageError(
      `"${typed}" is not a run: a run is named by its number, as "staffroom runs list" shows it.`,
      'unknown_run',
    )
  const found = await installation.runs.find({ districtId, runId: id })
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  if (found.length > 1)
    throw new UsageError(
      `More than one district has a run ${id}. Say which: ${found.map((run) => `${run.districtId}/${run.runId}`).join(', ')}.`,
      'ambiguous_run',
    )
  throw new UsageError(`There is no run ${typed}. List them with "staffroom runs list".`, 'unknown_run')
}

/** `district/id`, as it can always be typed. */
export function nameSource(ref: SourceRef): string {
  return `${ref.districtId}/${ref.sourceId}`
}

function splitReference(typed: string): { readonly districtId: string | null; readonly id: string } {
  const slash = typed.indexOf('/')
  return slash < 1 ? { districtId: null, id: typed } : { districtId: typed.slice(0, slash), id: typed.slice(slash + 1) }
}

/** The district that is meant. Throws `UsageError` with near names where there is none. */
export async function resolveDistrict(installation: Installation, typed: string): Promise<string> {
  const known = await installation.districts.list()
  if (known.includes(typed)) return typed
  const near = nearestWords(typed, known)
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : 'Make it with "staffroom district create", or look at "staffroom source list" for those there are.'
  throw new UsageError(`There is no district ${typed}. ${hint}`, 'unknown_district')
}
