/** Why a person holds each role and seat: the stored trace, with the rules in words of the map and who needs the seat. */

import { Failure } from '../roster/failure.ts'
import { compileRoleMap } from '../roster/role-map.ts'
import { roleKinds } from '../seats/kind.ts'
import { globally, inDistrict } from '../store/database.ts'
import { listDistricts, readSettingTime } from '../store/people/district.ts'
import {
  type PersonTrace,
  type TracedLedgerEntry,
  type TracedRole,
  type TracedSeat,
  findTracedPeople,
  tracePerson,
  unmistakable,
} from '../store/people/person-trace.ts'
import { ROLE_MAP, readDistrictRoleMap } from './district-rules.ts'
import type { SyncWorld } from './world.ts'

export interface ExplainedRole extends TracedRole {
  /** The rule as it stands in the map now; null: not given by a map, or the map has no such rule any more. */
  readonly ruleNow: { readonly when: unknown; readonly grant: unknown; readonly comment: string | null } | null
  /** The map was written again after the role was given: the number may name another rule by now. */
  readonly mapChangedSince: boolean
}

export interface ExplainedSeat extends TracedSeat {
  /** The active roles that need this seat. Empty: nobody needs it any more (grace, over). */
  readonly because: readonly {
    readonly role: string
    readonly scopeType: string
    readonly scopeSourcedId: string | null
  }[]
  readonly entries: readonly TracedLedgerEntry[]
}

export interface PersonExplanation extends Omit<PersonTrace, 'roles' | 'seats' | 'ledger'> {
  readonly district: string
  readonly roles: readonly ExplainedRole[]
  readonly seats: readonly ExplainedSeat[]
  /** Entries of seats that the person no longer has. */
  readonly pastSeats: readonly TracedLedgerEntry[]
}

/**
 * @param wanted.districtId null: of whichever district knows the person
 * @param wanted.person a sourcedId, of somebody active or retired, or our own id; `id:17` is our own id always
 * @throws Failure PERSON_UNKNOWN, PERSON_AMBIGUOUS (the message names the choices by id)
 */
export async function explainPerson(
  world: Pick<SyncWorld, 'db' | 'settings'>,
  wanted: { readonly districtId: string | null; readonly person: string },
): Promise<PersonExplanation> {
  const districts =
    wanted.districtId === null ? (await globally(world.db, listDistricts)).map(({ id }) => id) : [wanted.districtId]
  const found: { readonly districtId: string; readonly personId: string }[] = []
  for (const districtId of districts) {
    const ids = await inDistrict(world.db, { districtId, actor: 'cli' }, (client) =>
      findTracedPeople(client, { districtId, person: wanted.person }),
    )
    found.push(...ids.map((personId) => ({ districtId, personId })))
  }
  const [only] = found
  if (only === undefined) throw unknown(wanted.districtId)
  if (found.length > 1) throw ambiguous(found)
  return explain(world, only)
}

async function explain(
  world: Pick<SyncWorld, 'db' | 'settings'>,
  place: { readonly districtId: string; readonly personId: string },
): Promise<PersonExplanation> {
  const { districtId } = place
  const read = await inDistrict(world.db, { districtId, actor: 'cli' }, async (client) => ({
    trace: await tracePerson(client, place),
    map: await readDistrictRoleMap(client, districtId),
    mapWrittenAt: await readSettingTime(client, districtId, ROLE_MAP),
  }))
  if (read.trace === null) throw unknown(districtId)
  const { roles, seats, ledger, ...trace } = read.trace
  const rules = new Map(compileRoleMap(world.settings.defaultRoleMap, read.map).map(({ label, rule }) => [label, rule]))
  return {
    ...trace,
    district: districtId,
    roles: roles.map((role) => {
      const rule = rules.get(role.rule ?? '')
      const byMap = role.rule?.includes(':') ?? false
      return {
        ...role,
        ruleNow: rule === undefined ? null : { when: rule.when, grant: rule.grant, comment: rule.comment ?? null },
        mapChangedSince: byMap && read.mapWrittenAt !== null && read.mapWrittenAt > new Date(role.grantedAt),
      }
    }),
    seats: seats.map((seat) => explainSeat(world, seat, { roles, ledger })),
    pastSeats: ledger.filter((entry) => !seats.some(({ kind }) => kind === entry.kind)),
  }
}

function explainSeat(
  world: Pick<SyncWorld, 'settings'>,
  seat: TracedSeat,
  { roles, ledger }: Pick<PersonTrace, 'roles' | 'ledger'>,
): ExplainedSeat {
  const kind = roleKinds(world.settings.licenceKinds).find(({ id }) => id === seat.kind)
  const counting: readonly string[] = kind?.roles ?? []
  return {
    ...seat,
    because: roles
      .filter(({ role, status }) => status === 'active' && counting.includes(role))
      .map(({ role, scopeType, scopeSourcedId }) => ({ role, scopeType, scopeSourcedId })),
    entries: ledger.filter((entry) => entry.kind === seat.kind),
  }
}

function unknown(districtId: string | null): Failure {
  const where = districtId === null ? 'No district knows' : `District ${districtId} does not know`
  return new Failure(
    'PERSON_UNKNOWN',
    'operator',
    `${where} a person of this sourcedId or number. "staffroom export roster --all" lists them, those who left included.`,
  )
}

function ambiguous(found: readonly { readonly districtId: string; readonly personId: string }[]): Failure {
  const choices = found
    .slice(0, 10)
    .map(({ districtId, personId }) => `--district ${districtId} ${unmistakable(personId)}`)
  return new Failure(
    'PERSON_AMBIGUOUS',
    'operator',
    `More than one person is known by that. Say which: ${choices.join(', ')}.`,
  )
}
