/** What tests of communities and classes ask and look up, of one application. */

import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'

interface Member {
  readonly person: { readonly id: string; readonly familyName: string }
  readonly role: string
  readonly invited: boolean
  readonly derived: boolean
}
export interface CommunityShown {
  readonly community: {
    readonly id: string
    readonly name: string
    readonly archived: boolean
    readonly myRole: string | null
    readonly classes: readonly { readonly id: string }[]
    readonly members: readonly Member[]
  }
  readonly invitations: readonly { readonly id: string; readonly kind: string; readonly email: string | null }[] | null
}

/** By role and family name: `lead Teacher`, `member Other (class)`. */
export function membersOf({ community }: CommunityShown): readonly string[] {
  return community.members.map(({ person, role, invited, derived }) => {
    const ways = [invited ? 'invited' : '', derived ? 'class' : ''].filter((way) => way !== '').join(', ')
    return `${role.replace('community_', '')} ${person.familyName} (${ways})`
  })
}

export interface Desk {
  readonly as: (name: PersonName) => string
  readonly ask: (name: PersonName, method: string, path: string, body?: unknown) => Promise<Answer>
  readonly create: (name: PersonName, title: string) => Promise<string>
  readonly addClass: (name: PersonName, communityId: string, classId: string) => Promise<Answer>
  /** Whoever is asked for joins by an invitation of the lead. */
  readonly bringIn: (lead: PersonName, communityId: string, who: PersonName) => Promise<void>
  readonly shown: (name: PersonName, communityId: string) => Promise<CommunityShown>
  readonly run: (statement: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>
  readonly audit: (object: string) => Promise<readonly Record<string, unknown>[]>
}

export function openDesk(app: TestApp): Desk {
  const as = (name: PersonName): string => app.bearerOf(app.alpha, name)
  const ask: Desk['ask'] = (name, method, path, body) =>
    app.call(`/api/v1${path}`, { method, token: as(name), ...(body === undefined ? {} : { body }) })
  const run: Desk['run'] = (statement, values = []) =>
    inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      const { rows } = await client.query<Record<string, unknown>>(statement, [...values])
      return rows
    })
  return {
    as,
    ask,
    run,
    create: async (name, title) => {
      const { json } = await ask(name, 'POST', '/communities', { name: title })
      return (json as { readonly id: string }).id
    },
    addClass: (name, communityId, classId) => ask(name, 'POST', `/communities/${communityId}/classes`, { classId }),
    bringIn: async (lead, communityId, who) => {
      const made = await ask(lead, 'POST', `/communities/${communityId}/links`, { days: 1 })
      const { url } = made.json as { readonly url: string }
      const joined = await ask(who, 'POST', '/community-links/join', { secret: url.split('/').at(-1) })
      if (joined.status !== 200) throw new Error(`${who} was not brought in: ${joined.text}`)
    },
    shown: async (name, communityId) => {
      const { status, json, text } = await ask(name, 'GET', `/communities/${communityId}`)
      if (status !== 200) throw new Error(`The community is not shown: ${text}`)
      return json as CommunityShown
    },
    audit: (object) =>
      run("select actor, action, detail from audit_entry where district_id = 'alpha' and object = $1 order by id", [
        object,
      ]),
  }
}

export function codeOf(answer: Answer): string {
  const body = answer.json as { readonly error?: { readonly code: string } } | null
  return `${answer.status} ${body?.error?.code ?? ''}`.trim()
}
