/** What is kept of people here, how long, and who sees it: made of the settings, the rules and the policy as they run. */

import { permissionsOf } from './permissions.ts'
import type { Permission } from '../../access/permission-table.ts'
import type { Grant } from '../../access/grant.ts'
import { PRIVACY_TOPICS, type PrivacyTopic } from '../../access/privacy-topics.ts'
import type { YearlyDate } from '../../community/yearly-date.ts'
import { readRetentionTimes, RETENTION_TIMES, type RetentionTimes } from '../../roster/retention-times.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import { yearlyDateOf } from '../../store/community/survey-names.ts'
import { readDistrictSetting, requireDistrict } from '../../store/people/district.ts'
import { notInTheFile, RECORD_SECTIONS } from '../../store/people/person-record.ts'
import { type DataGoes, readWhereDataGoes } from '../../store/people/privacy.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export interface PrivacyStatement {
  readonly district: string
  /** What is kept of one person, part by part. */
  readonly kept: readonly { readonly section: string; readonly says: string }[]
  readonly notInTheFile: readonly string[]
  /** In days, in the order of the reference. */
  readonly times: readonly {
    readonly name: string
    readonly says: string
    readonly days: number
    readonly isOwn: boolean
  }[]
  readonly surveyNamesOn: YearlyDate
  /** Only what is given now: what the district's rules keep shut is left out. */
  readonly seenBy: readonly { readonly topic: PrivacyTopic; readonly permissions: readonly Permission[] }[]
  readonly goesTo: DataGoes
}

/** The same for everybody of the district: it says how things are set, and nothing about anybody. */
export function viewPrivacyStatement(
  world: DomainWorld,
  grant: Grant<'view:privacy_statement'>,
): Promise<PrivacyStatement> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const { permissions } = await permissionsOf(client, districtId)
    const own = await readDistrictSetting(client, districtId, SETTING_KEY.retention)
    const names = await readDistrictSetting(client, districtId, SETTING_KEY.surveyNames)
    return {
      district: (await requireDistrict(client, districtId)).name,
      kept: Object.entries(RECORD_SECTIONS).map(([section, says]) => ({ section, says })),
      notInTheFile: notInTheFile(),
      times: timesOf(world, own),
      surveyNamesOn: yearlyDateOf(names),
      seenBy: topicsOf(permissions),
      goesTo: await readWhereDataGoes(client, districtId),
    }
  })
}

function topicsOf(permissions: readonly Permission[]): PrivacyStatement['seenBy'] {
  const given = permissions.filter(({ state }) => state === 'given')
  return Object.entries(PRIVACY_TOPICS).map(([topic, capabilities]) => {
    const named: ReadonlySet<string> = new Set(capabilities)
    return { topic: topic as PrivacyTopic, permissions: given.filter(({ capability }) => named.has(capability)) }
  })
}

/** The district's own times over those of the installation; what this version can't take for one is left aside. */
function timesOf({ settings }: DomainWorld, own: unknown): PrivacyStatement['times'] {
  const given: Readonly<Record<string, unknown>> = typeof own === 'object' && own !== null ? { ...own } : {}
  const { daysMin } = settings.retention
  return (Object.keys(RETENTION_TIMES) as (keyof RetentionTimes)[]).map((name) => {
    const days = given[name]
    const isOwn = typeof days === 'number' && 'times' in readRetentionTimes({ [name]: days }, daysMin)
    return { name, says: RETENTION_TIMES[name], days: isOwn ? days : settings.retention[name], isOwn }
  })
}
