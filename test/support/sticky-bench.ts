/** A synced district and an administrator at work in it: edits by hand through the actions that the API calls. */

import standards from '../../config/settings.json' with { type: 'json' }
import { randomBytes } from 'node:crypto'
import { authorise } from '../../src/access/authorise.ts'
import type { Principal } from '../../src/access/principal.ts'
import { addToClass } from '../../src/actions/sync/add-to-class.ts'
import { editFeedOwnedField } from '../../src/actions/sync/edit-feed-owned-field.ts'
import { giveBackField } from '../../src/actions/sync/give-back-field.ts'
import type { StickyKind } from '../../src/roster/sticky-field.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import type { DomainWorld } from '../../src/store/world.ts'
import { viewRecord } from '../../src/views/sync/roster-records.ts'
import type { BothRoles } from './database.ts'
import { type FreshBench, useBench } from './fresh-bench.ts'
import { type SyncBench, openSyncBench } from './sync-world.ts'
import { SETS } from './question-sets.ts'
import { ATTACHMENTS, LOGS, UPLOADS } from './uploads.ts'

export interface StickyBench extends SyncBench {
  readonly domain: DomainWorld
  /** Edits, with the version that the field has now. Answers the problem's code, or null. */
  edit(kind: StickyKind, id: string, field: string, value: unknown): Promise<string | null>
  giveBack(kind: StickyKind, id: string, field: string): Promise<string | null>
  add(classId: string, personId: string, role?: 'student' | 'teacher'): Promise<string | null>
  /** The number of a person or class by its sourcedId. */
  idOf(table: 'person' | 'class' | 'org', sourcedId: string): Promise<string>
  field(kind: StickyKind, id: string, field: string): Promise<{ value: unknown; feedValue: unknown; edited: boolean }>
}

/** A bench like that for every test of a file. */
export function useStickyBench(): FreshBench<StickyBench> {
  return useBench(openStickyBench)
}

export async function openStickyBench({ sync, web }: BothRoles, districtId: string): Promise<StickyBench> {
  const bench = await openSyncBench(sync, districtId)
  const domain: DomainWorld = {
    database: web,
    secrets: openSecretBox(randomBytes(32)),
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
    now: () => new Date(),
  }
  const admin: Principal = {
    districtId,
    personId: '1',
    customerId: null,
    roles: [{ role: 'district_admin', scopeType: 'district', scopeId: districtId }],
  }
  const editor = authorise(admin, 'edit:feed_owned_field')
  const stateOf = async (kind: StickyKind, id: string, field: string) => {
    const record = await viewRecord(domain, editor, { kind, id })
    return record?.fields.find((one) => one.field === field)
  }
  return {
    ...bench,
    domain,
    async edit(kind, id, field, value) {
      const version = (await stateOf(kind, id, field))?.version ?? ''
      return problemOf(await editFeedOwnedField(domain, editor, { kind, id, field, value, version }))
    },
    async giveBack(kind, id, field) {
      const version = (await stateOf(kind, id, field))?.version ?? ''
      const grant = authorise(admin, 'give_back:sticky_edit')
      return problemOf(await giveBackField(domain, grant, { kind, id, field, version }))
    },
    add: async (classId, personId, role = 'student') =>
      problemOf(await addToClass(domain, editor, { classId, personId, role })),
    async idOf(table, sourcedId) {
      const [row] = await bench.query<{ id: string }>(
        table === 'person'
          ? 'select person_id::text as id from person_source where sourced_id = $1'
          : `select id::text as id from ${table} where sourced_id = $1`,
        [sourcedId],
      )
      return row?.id ?? 'none'
    },
    async field(kind, id, field) {
      const state = await stateOf(kind, id, field)
      return { value: state?.value, feedValue: state?.feedValue, edited: state?.editedBy !== null }
    },
  }
}

function problemOf(outcome: object): string | null {
  return 'problem' in outcome ? String(outcome.problem) : null
}
