/** What people do while the storm lasts, each through the code that really does it; what they asked and were told is logged. */

import { grantRoleByHand } from '../../../src/store/signin/account.ts'
import { type Database, globally, inDistrict } from '../../../src/store/database.ts'
import { reconcileSeats, setLicence } from '../../../src/store/seats/seats.ts'
import { updateSourcePaused } from '../../../src/store/sync/source.ts'
import { approveRun, discardRun } from '../../../src/sync/decide.ts'
import { executeRun, requestRun } from '../../../src/sync/run.ts'
import { requestUndo } from '../../../src/sync/undo.ts'
import type { Place } from './place.ts'
import { editByHand } from './editors.ts'
import { setVersion, versionOf } from './ground.ts'

const SOURCE = 'sis'

/** The feed of a district says something new. */
export function moveFeed({ home, dice, districts }: Place): void {
  const district = dice.pick(districts)
  const next = versionOf(home, district) + 1
  setVersion(home, district, next)
}

/** Somebody decides about a held run. */
async function decide({ world, dice, districts }: Place): Promise<string> {
  const district = dice.pick(districts)
  const runId = await findRun(world.db, district, "state = 'held'")
  if (runId === null) return 'nothing held'
  const run = { districtId: district, runId, by: 'person:1' }
  const choice = dice.below(4)
  if (choice === 0) return (await discardRun(world, run)).state
  return (await approveRun(world, { ...run, additionsOnly: choice === 1 })).state
}

/** Somebody starts a sync by hand, for real or as a preview, whether or not one is going on. */
async function syncByHand({ world, dice, districts }: Place): Promise<string> {
  const districtId = dice.pick(districts)
  const dryRun = dice.below(3) === 0
  const asked = { districtId, sourceId: SOURCE, trigger: 'manual', dryRun, requestedBy: 'cli' } as const
  const runId = await requestRun(world, asked)
  return (await executeRun(world, { districtId, runId, signal: AbortSignal.timeout(60_000) })).state
}

/** The district buys more seats, or fewer. */
async function buySeats({ world, dice, districts }: Place): Promise<string> {
  const districtId = dice.pick(districts)
  const quantity = dice.below(6)
  const kinds = world.settings.licenceKinds
  await inDistrict(world.db, { districtId, actor: 'person:1' }, (client) =>
    setLicence(client, { districtId, kind: 'coaching-seats', quantity, actor: 'person:1', kinds, now: world.now() }),
  )
  return `${districtId} ${quantity}`
}

/** An administrator makes somebody a coach of the district by hand. */
async function grantByHand({ world, dice, districts }: Place): Promise<string> {
  const districtId = dice.pick(districts)
  const kinds = world.settings.licenceKinds
  return inDistrict(world.db, { districtId, actor: 'person:1' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      "select id from person where district_id = $1 and status = 'active' and family_name like 'Staff%' order by id",
      [districtId],
    )
    if (rows.length === 0) return 'nobody'
    const { id: personId } = dice.pick(rows)
    const role = { role: 'coach', scopeType: 'district', scopeId: '0', rule: 'invitation' }
    await grantRoleByHand(client, { districtId, personId, ...role })
    await reconcileSeats(client, { districtId, runId: null, actor: 'person:1', kinds, now: world.now() })
    return personId
  })
}

/** Somebody takes one of the last runs back, or looks at what that would do; its source rests afterwards. */
async function undo({ world, dice, districts }: Place): Promise<string> {
  const districtId = dice.pick(districts)
  const ago = dice.below(4)
  const applied = `applied_no = (select max(applied_no) - ${ago} from run where district_id = $1)`
  const undone = await findRun(world.db, districtId, applied)
  if (undone === null) return 'nothing applied'
  const dryRun = dice.below(4) === 0
  const runId = await requestUndo(world, { districtId, runId: undone, dryRun, requestedBy: 'cli' })
  return (await executeRun(world, { districtId, runId, signal: AbortSignal.timeout(60_000) })).state
}

/** Somebody lets resting sources go on. */
async function resume({ world, districts }: Place): Promise<string> {
  const nextDueAt = world.now()
  let resumed = 0
  for (const districtId of districts)
    resumed += await inDistrict(world.db, { districtId, actor: 'person:1' }, async (client) => {
      const text = 'select from source_schedule where district_id = $1 and paused'
      const resting = (await client.query(text, [districtId])).rowCount ?? 0
      if (resting > 0) await updateSourcePaused(client, { districtId, sourceId: SOURCE }, { paused: false, nextDueAt })
      return resting
    })
  return `${resumed} resumed`
}

type Act = (place: Place) => Promise<string>

/** Who does what how often. */
const ACTS: readonly { readonly name: string; readonly weight: number; readonly act: Act }[] = [
  { name: 'run.decide', weight: 12, act: decide },
  { name: 'run.sync', weight: 6, act: syncByHand },
  { name: 'licence.set', weight: 4, act: buySeats },
  { name: 'field.edit', weight: 8, act: editByHand },
  { name: 'run.undo', weight: 4, act: undo },
  { name: 'source.resume', weight: 2, act: resume },
  { name: 'role.grant', weight: 2, act: grantByHand },
]

/** One thing that somebody does; what it answered, or the code of what was refused, goes into the log. Never throws. */
export async function doSomething(place: Place): Promise<void> {
  const chosen = place.dice.pick(ACTS.flatMap((one) => Array.from({ length: one.weight }, () => one)))
  const startedAt = Date.now()
  const answer = await chosen.act(place).then(
    (said) => ({ said }),
    (error: unknown) => ({ refused: codeOf(error) }),
  )
  place.log({ call: chosen.name, startedAt, ...answer })
}

/** The newest run of which `condition` holds, or null. */
async function findRun(db: Database, districtId: string, condition: string): Promise<string | null> {
  return inDistrict(db, { districtId, actor: 'storm' }, async (client) => {
    const text = `select id from run where district_id = $1 and ${condition} order by id desc limit 1`
    return (await client.query<{ id: string }>(text, [districtId])).rows[0]?.id ?? null
  })
}

export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}

/** Whether the database answers. */
export async function answers(db: Database): Promise<boolean> {
  return globally(db, (client) => client.query('select 1')).then(
    () => true,
    () => false,
  )
}
