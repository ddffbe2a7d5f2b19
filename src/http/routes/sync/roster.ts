/** The roster's records: reading them with who owns each field, editing a field, giving it back to the feed. */

import { addToClass } from '../../../actions/sync/add-to-class.ts'
import { editFeedOwnedField } from '../../../actions/sync/edit-feed-owned-field.ts'
import { giveBackField } from '../../../actions/sync/give-back-field.ts'
import {
  viewPeople,
  viewRecord,
  viewRosterLines,
  viewSchoolClasses,
  viewSchools,
} from '../../../views/sync/roster-records.ts'
import {
  AddToClassBody,
  ClassPage,
  ClassParams,
  ClassQuery,
  EditFieldBody,
  FieldParams,
  GiveBackBody,
  PeoplePage,
  PeopleQuery,
  PersonParams,
  RecordParams,
  RosterLines,
  RosterRecord,
  SchoolParams,
  Schools,
} from '../../contract/roster.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/people`, `/api/v1/schools`, `/api/v1/roster/…`, and the lines of a class. */
export function addRosterRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  addSchoolRoutes(table, world)
  addLineRoutes(table, world)
  addFieldRoutes(table, world)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/people',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'The people whose fields I may edit, by family name.',
    query: PeopleQuery,
    response: PeoplePage,
    handle: async ({ grant, query }) => {
      const { q = '' } = query
      return { status: 200, body: await viewPeople(world, grant, { q, ...placeOf(query) }) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/roster/:kind/:recordId',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'A record of the roster, with who owns each field.',
    params: RecordParams,
    response: RosterRecord,
    handle: async ({ grant, params }) => {
      const record = isNameable(params)
        ? await viewRecord(world, grant, { kind: params.kind, id: params.recordId })
        : null
      return { status: 200, body: presentRecord(orNotFound(record)) }
    },
  })
}

function addSchoolRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/schools',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'The schools whose fields I may edit.',
    response: Schools,
    handle: async ({ grant }) => ({ status: 200, body: await viewSchools(world, grant) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/schools/:schoolId/classes',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'The classes of a school, by title.',
    params: SchoolParams,
    query: ClassQuery,
    response: ClassPage,
    handle: async ({ grant, params, query }) => ({
      status: 200,
      body: await viewSchoolClasses(world, grant, { ...params, ...placeOf(query) }),
    }),
  })
}

function addLineRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/people/:personId/enrolments',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'The classes that a person is in, or was taken out of by hand.',
    params: PersonParams,
    response: RosterLines,
    handle: async ({ grant, params }) => {
      const lines = await viewRosterLines(world, grant, { kind: 'people', id: params.personId })
      return { status: 200, body: { lines: orNotFound(lines).map(presentLine) } }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/enrolments',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'Who is in a class, or was taken out of it by hand.',
    params: ClassParams,
    response: RosterLines,
    handle: async ({ grant, params }) => {
      const lines = await viewRosterLines(world, grant, { kind: 'classes', id: params.classId })
      return { status: 200, body: { lines: orNotFound(lines).map(presentLine) } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/classes/:classId/enrolments',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'Put a person into a class by hand.',
    params: ClassParams,
    body: AddToClassBody,
    response: RosterRecord,
    status: 201,
    handle: async ({ grant, params, body }) => {
      const outcome = await addToClass(world, grant, { classId: params.classId, ...body })
      if ('problem' in outcome) throw refusalOf(outcome.problem)
      return { status: 201, body: presentRecord(outcome.record) }
    },
  })
}

function addFieldRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/roster/:kind/:recordId/fields/:field',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'Edit a field by hand: no feed overwrites it until it is given back.',
    params: FieldParams,
    body: EditFieldBody,
    response: RosterRecord,
    handle: async ({ grant, params, body }) => {
      if (!isNameable(params)) throw notFound()
      const { kind, recordId: id, field } = params
      const outcome = await editFeedOwnedField(world, grant, { kind, id, field, ...body })
      if ('problem' in outcome) throw refusalOf(outcome.problem)
      return { status: 200, body: presentRecord(outcome.record) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/roster/:kind/:recordId/fields/:field/give-back',
    access: { capability: 'give_back:sticky_edit' },
    summary: 'Give a field back to the feed: what the feed says of it counts again, at once.',
    params: FieldParams,
    body: GiveBackBody,
    response: RosterRecord,
    handle: async ({ grant, params, body }) => {
      if (!isNameable(params)) throw notFound()
      const { kind, recordId: id, field } = params
      const outcome = await giveBackField(world, grant, { kind, id, field, ...body })
      if ('problem' in outcome) throw refusalOf(outcome.problem)
      return { status: 200, body: presentRecord(outcome.record) }
    },
  })
}

type Found = NonNullable<Awaited<ReturnType<typeof viewRecord>>>
type FoundLine = NonNullable<Awaited<ReturnType<typeof viewRosterLines>>>[number]

/** Whether a record could have this name at all: a number, or of an enrolment its source and sourcedId. */
function isNameable({ kind, recordId }: { readonly kind: string; readonly recordId: string }): boolean {
  return kind === 'enrolments' ? recordId.includes('/') : /^[1-9][0-9]{0,17}$/.test(recordId)
}

function presentRecord({ fields, ...record }: Found) {
  return { ...record, fields: fields.map(presentField) }
}

function presentLine(line: FoundLine) {
  const { id, active, person, fields } = line
  return { id, active, byHand: line.sourceId === '', class: line.class, person, fields: fields.map(presentField) }
}

function presentField({ field, value, editedBy, feedValue, version }: Found['fields'][number]) {
  return {
    field,
    value,
    editedBy: editedBy === null ? null : { name: editedBy.setByName, at: editedBy.setAt.toISOString() },
    feedValue,
    conflict: editedBy !== null && JSON.stringify(value) !== JSON.stringify(feedValue),
    version,
  }
}

type Problem =
  | Extract<Awaited<ReturnType<typeof editFeedOwnedField>>, { readonly problem: string }>['problem']
  | Extract<Awaited<ReturnType<typeof giveBackField>>, { readonly problem: string }>['problem']
  | Extract<Awaited<ReturnType<typeof addToClass>>, { readonly problem: string }>['problem']

/** Of what was sent: a person can mend it. */
const INVALID: Readonly<Partial<Record<Problem, string>>> = {
  field_not_editable: 'This field is not edited by hand: it comes from the feed alone.',
  value_type: 'This field takes another kind of value.',
  value_required: 'This field can’t be empty.',
  value_too_long: 'This is longer than the field allows.',
  value_email: 'Write an e-mail address, such as name@school.org.',
  value_date: 'Write a date as YYYY-MM-DD.',
  value_role: 'Choose student, teacher, proctor or administrator.',
  dates_reversed: 'The end date is before the begin date.',
  person_not_in_source: 'The feed of this class does not know this person, so they can’t be put into it.',
}

/** Of what is there now. */
const CONFLICT: Readonly<Partial<Record<Problem, string>>> = {
  version_stale: 'This field has changed since you opened the page. Look at it again before you change it.',
  record_retired: 'This record has left the roster, so it can’t be edited.',
  record_by_hand: 'No feed knows this record: it was made by hand, and there is nothing to give back.',
  field_not_edited: 'The feed owns this field already.',
  class_retired: 'This class has left the roster.',
  already_there: 'This person is in the class already.',
  last_lead:
    'Nobody else leads this class. Assign another teacher first, or ask an administrator of the district to do this.',
  taken_out_by_hand: 'This person was taken out of the class by hand. Give that edit back instead.',
}

function refusalOf(problem: Problem): HttpError {
  const invalid = INVALID[problem]
  if (invalid !== undefined) return unprocessable(problem, invalid)
  const conflict = CONFLICT[problem]
  if (conflict !== undefined) return new HttpError(409, problem, conflict)
  if (problem === 'peer_or_above')
    return new HttpError(
      403,
      problem,
      'Administrators of a school edit the information of teachers and students only. Ask an administrator of the district.',
    )
  if (problem === 'roster_busy')
    return new HttpError(503, problem, 'A sync is writing the roster just now. Try again in a minute.')
  return notFound()
}
