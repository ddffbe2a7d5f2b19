/** What administrators edit by hand while the storm lasts: a name, given back sometimes, through the actions of the pages. */

import standards from '../../../config/settings.json' with { type: 'json' }
import { authorise } from '../../../src/access/authorise.ts'
import type { Principal } from '../../../src/access/principal.ts'
import { editFeedOwnedField } from '../../../src/actions/sync/edit-feed-owned-field.ts'
import { giveBackField } from '../../../src/actions/sync/give-back-field.ts'
import { inDistrict } from '../../../src/store/database.ts'
import { openSecretBox } from '../../../src/store/secret.ts'
import { inDistrictOf, type DomainWorld } from '../../../src/store/world.ts'
import { readRecord } from '../../../src/store/sync/sticky-field.ts'
import { openStormWeb, stormNow } from './ground.ts'
import type { Place } from './place.ts'
import { SETS } from '../../support/question-sets.ts'
import { ATTACHMENTS, LOGS, UPLOADS } from '../../support/uploads.ts'

/** Opened with the runtime role `web`, as the pages are. */
export function openEditors(home: string): DomainWorld {
  return {
    database: openStormWeb(home),
    secrets: openSecretBox(Buffer.alloc(32, 7)),
    settings: {
      ...standards,
      interactionTypes: [],
      licenceKinds: [],
      questionSets: SETS,
      defaultRoleMap: { rules: [] },
      diagnosticSays: {},
      uploads: UPLOADS,
      logs: LOGS,
      attachments: ATTACHMENTS,
    },
    now: () => stormNow(home),
  }
}

/** Somebody writes another given name over the feed's, or gives it back. */
export async function editByHand({ editors, world, dice, districts }: Place): Promise<string> {
  const districtId = dice.pick(districts)
  const id = await inDistrict(world.db, { districtId, actor: 'storm' }, async (client) => {
    const text = "select id from person where status = 'active' order by id"
    const { rows } = await client.query<{ id: string }>(text)
    return rows.length === 0 ? null : dice.pick(rows).id
  })
  if (id === null) return 'nobody'
  const principal = administratorOf(districtId)
  const grant = authorise(principal, 'edit:feed_owned_field')
  const record = await inDistrictOf(editors, principal, (tx) => readRecord(tx, grant, { kind: 'people', id }))
  const state = record?.fields.find(({ field }) => field === 'givenName')
  if (state === undefined) return 'no such field'
  const place = { kind: 'people', id, field: state.field, version: state.version } as const
  const outcome =
    state.editedBy !== null && dice.below(2) === 0
      ? await giveBackField(editors, authorise(principal, 'give_back:sticky_edit'), place)
      : await editFeedOwnedField(editors, grant, { ...place, value: `By hand ${dice.below(1_000)}` })
  return 'problem' in outcome ? outcome.problem : `${districtId} ${id}`
}

function administratorOf(districtId: string): Principal {
  const role = { role: 'district_admin', scopeType: 'district', scopeId: districtId } as const
  return { districtId, personId: '1', customerId: null, roles: [role] }
}
