/** Types of interaction and tags: what there is, and changing it. */

import type { TagOutcome } from '../../../actions/coaching/coaching-words.ts'
import { addTag, changeTag, setTypes } from '../../../actions/coaching/coaching-words.ts'
import { tagConditions, viewTags, viewTypes } from '../../../views/coaching/coaching-words.ts'
import {
  AddTagBody,
  ChangeTagBody,
  CoachingTag,
  CoachingTags,
  InteractionTypes,
  SetTypesBody,
  TagParams,
} from '../../contract/coaching-words.ts'
import { HttpError, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { mayMakeTags } from './tag-making.ts'

/** `/api/v1/coaching/interaction-types` and `/api/v1/coaching/tags`. */
export function addCoachingWordRoutes(table: RouteTable, world: DomainWorld): void {
  addTypeRoutes(table, world)
  addTagRoutes(table, world)
}

function addTypeRoutes(table: RouteTable, world: DomainWorld): void {
  const path = '/api/v1/coaching/interaction-types'
  table.add({
    method: 'get',
    path,
    access: { capability: 'use:educator_database' },
    summary: 'The kinds of interaction that the district uses, and those that it has used.',
    response: InteractionTypes,
    handle: async ({ grant }) => ({ status: 200, body: await viewTypes(world, grant) }),
  })
  table.add({
    method: 'put',
    path,
    access: { capability: 'manage:coaching_settings' },
    summary: 'Names, orders, switches off and adds kinds of interaction; none is ever taken out.',
    body: SetTypesBody,
    response: InteractionTypes,
    handle: async ({ grant, body }) => {
      const outcome = await setTypes(world, grant, body)
      if ('types' in outcome) return { status: 200, body: outcome }
      if (outcome.fault === 'stale')
        throw new HttpError(
          409,
          'version_stale',
          'Somebody has changed the types since you opened the page. Open it anew.',
        )
      throw unprocessable(outcome.fault, TYPES_SAY[outcome.fault])
    },
  })
}

function addTagRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/tags',
    access: { capability: 'use:educator_database' },
    summary: 'The tags of the district, by name, with those that it uses no more.',
    response: CoachingTags,
    handle: async ({ grant, principal }) => {
      const mayEdit = await mayMakeTags(world, principal)
      return { status: 200, body: { tags: await viewTags(world, grant), mayEdit } }
    },
  })
  const access = { capability: 'edit:coaching_tag', onThing: true } as const
  table.add({
    method: 'post',
    path: '/api/v1/coaching/tags',
    access,
    summary: 'Adds a tag for all coaches of the district.',
    body: AddTagBody,
    response: CoachingTag,
    status: 201,
    handle: async ({ grantOn, principal, body }) => {
      const grant = grantOn({ districtId: principal.districtId, holds: await tagConditions(world, principal) })
      return { status: 201, body: changed(await addTag(world, grant, body.name)) }
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/coaching/tags/:tagId',
    seen: '/api/v1/coaching/tags',
    access,
    summary: 'Renames a tag, switches it off or on.',
    params: TagParams,
    body: ChangeTagBody,
    response: CoachingTag,
    handle: async ({ grantOn, principal, params, body }) => {
      const grant = grantOn({ districtId: principal.districtId, holds: await tagConditions(world, principal) })
      return { status: 200, body: changed(await changeTag(world, grant, { id: params.tagId, ...body })) }
    },
  })
}

function changed(outcome: TagOutcome) {
  const found = orNotFound(outcome)
  if ('tag' in found) return found.tag
  const field = { field: 'name', code: found.fault, message: TAGS_SAY[found.fault] }
  throw unprocessable(found.fault, TAGS_SAY[found.fault], [field])
}

const TAGS_SAY = {
  name_empty: 'Give the tag a name of up to 60 characters.',
  name_taken: 'The district has a tag of that name already, perhaps switched off. Switch that one on instead.',
  tags_too_many: 'A district can have up to 500 tags. Rename one that is used no more.',
} as const

const TYPES_SAY = {
  type_removed: 'A type that was once there stays in the list: switch it off instead of taking it out.',
  type_unknown: 'One of the types is not in the list. Open the page anew.',
  type_twice: 'Two types have the same name. Rename one of them.',
  name_empty: 'Give every type a name of up to 60 characters.',
  none_active: 'Leave at least one type switched on: coaches must be able to choose one.',
  types_too_many: 'A district can have up to 60 types.',
} as const
