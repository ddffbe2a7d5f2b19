/** What is asked about: for each relation that somebody can have to a thing, its numbers and what is known of them. */

import type { Thing } from '../../access/oracle.ts'
import { inDistrict } from '../../../src/store/database.ts'
import { cycleOf, interaction, NOWHERE, plantThings } from '../things.ts'
import type { Ids } from '../things.ts'
import { plantProgramme } from '../planted-programme.ts'
import type { SchoolDistrict } from '../school-district.ts'
import type { TestApp } from '../test-app.ts'

/** A thing, as a path names it and as the second reading knows it; null: nothing of this relation. */
export interface Named {
  readonly id: string
  readonly thing: Thing
}
export type Related = Readonly<Record<string, Named>>

/** In words of the north school: most of those who ask are there. */
export const RELATIONS = ['north', 'beside', 'south', 'former', 'self', 'elsewhere', 'nowhere'] as const
export type Relation = (typeof RELATIONS)[number]

export type World = Readonly<Record<Relation, (personId: string | null) => Related>>

const NOTHING: Thing = {
  district: 'alpha',
  schools: [],
  class: null,
  classIsIn: [],
  community: null,
  communityHas: [],
  owner: null,
  about: [],
}
const NOT_THERE: Thing = { ...NOTHING, district: 'nowhere' }

/** Plants what is asked about. */
export async function plantWorld(app: TestApp): Promise<World> {
  return (await plantWorldAndThings(app)).world
}

/** That, with the numbers of what everybody's own district has. */
export async function plantWorldAndThings(app: TestApp): Promise<{ readonly world: World; readonly ours: Ids }> {
  const { alpha, beta } = app
  for (const { id } of [alpha, beta]) await openReports(app, id)
  const ours = await plantThings(app, alpha)
  const theirs = await plantThings(app, beta)
  const south = await plantSouth(app, alpha)
  const students = await plantStudents(app, alpha)
  const owner = app.database.open('owner')
  const besideProgramme = await plantProgramme(owner, alpha, 'biology')
  const southProgramme = await plantProgramme(owner, alpha, 'chemistry')
  const every = [alpha.north, alpha.south]
  const district = wholeDistrict(ours, every)
  const northOf = (over: Related): Related => ({ ...district, ...atNorth(alpha, ours), ...students.north, ...over })
  const world: World = {
    north: () => northOf({}),
    beside: () =>
      northOf({
        classId: { id: alpha.classes.biology, thing: ofClass(alpha.north, alpha.classes.biology, []) },
        programmeId: { id: besideProgramme, thing: ofClass(alpha.north, alpha.classes.biology, []) },
      }),
    south: () => ({
      ...district,
      ...atSouth(alpha, south),
      ...students.south,
      programmeId: { id: southProgramme, thing: ofClass(alpha.south, alpha.classes.chemistry, []) },
    }),
    former: () => ({
      ...students.former,
      personId: { id: alpha.people.retiredTeacher, thing: ofPerson([alpha.north], alpha.people.retiredTeacher) },
      schoolId: { id: alpha.closed, thing: { ...NOTHING, schools: [alpha.closed] } },
      // Whoever led it leads nothing any more; its school still has it.
      classId: { id: alpha.classes.retired, thing: { ...NOTHING, schools: [alpha.north] } },
    }),
    self: (personId) => {
      const schools = schoolsOf(alpha, personId)
      if (personId === null || schools === null) return {}
      return { personId: { id: personId, thing: ofPerson(schools, personId) } }
    },
    elsewhere: () => idsOnly(theirs),
    nowhere: () => idsOnly({ ...theirs, ...NOWHERE }),
  }
  return { world, ours }
}

/** The second reading takes it that what a district may permit is permitted. */
function openReports(app: TestApp, districtId: string): Promise<unknown> {
  return inDistrict(app.database.open('owner'), { districtId, actor: 'test' }, (client) =>
    client.query(
      `insert into rule_setting (district_id, rule, school_id, value, locked, set_by, set_at)
       values ($1, 'coachReports', 0, '"district"', false, 'test', now())`,
      [districtId],
    ),
  )
}

/** What belongs to the district as such; runs and sources have rows of every school. */
function wholeDistrict(ours: Ids, every: readonly string[]): Related {
  const run: Thing = { ...NOTHING, schools: every }
  return {
    runId: { id: ours.run, thing: run },
    sourceId: { id: ours.source, thing: run },
    proposalId: { id: ours.proposal, thing: NOTHING },
    mergeId: { id: ours.merge, thing: NOTHING },
    noticeId: { id: ours.notice, thing: NOTHING },
    registrationId: { id: ours.registration, thing: NOTHING },
    deploymentId: { id: ours.deployment, thing: NOTHING },
    uploadId: { id: ours.upload, thing: NOTHING },
    setName: { id: ours.questionSet, thing: NOTHING },
    launchId: { id: ours.launch, thing: NOTHING },
    pageId: { id: ours.coursePage, thing: NOTHING },
    registrationLinkId: { id: ours.link, thing: NOTHING },
    customerAdminId: { id: ours.customerAdmin, thing: NOTHING },
  }
}

function atNorth(district: SchoolDistrict, ours: Ids): Related {
  const { north, people } = district
  return {
    personId: { id: ours.person, thing: ofPerson([north], ours.person) },
    schoolId: { id: ours.school, thing: { ...NOTHING, schools: [north] } },
    classId: { id: ours.class, thing: ofClass(north, ours.class, []) },
    programmeId: { id: ours.programme, thing: ofClass(north, ours.class, []) },
    communityId: { id: ours.community, thing: ofCommunity(ours.community, []) },
    interactionId: {
      id: ours.interaction,
      thing: { ...NOTHING, schools: [north], owner: people.coach, about: [people.teacher] },
    },
    cycleId: {
      id: ours.cycle,
      thing: { ...NOTHING, schools: [north], owner: people.coach, about: [people.teacher] },
    },
    sessionId: { id: ours.session, thing: ofPerson([north], people.teacher) },
    linkId: { id: ours.ltiLink, thing: ofPerson([north], people.student) },
    invitationId: { id: ours.invitation, thing: { ...NOTHING, schools: [north] } },
    enrolmentId: { id: ours.enrolment, thing: { ...NOTHING, schools: [north] } },
  }
}

/** One in the class of the teacher who asks, one of the other school, one who has left. */
async function plantStudents(
  app: TestApp,
  { id, north, south, classes }: SchoolDistrict,
): Promise<Readonly<Record<'north' | 'south' | 'former', Related>>> {
  const [here = '', there = '', gone = ''] = await inDistrict(
    app.database.open('owner'),
    { districtId: id, actor: 'test' },
    async (client) => {
      const made: string[] = []
      for (const [name, school, isThere] of [
        ['Northpupil', north, true],
        ['Southpupil', south, true],
        ['Leaver', north, false],
      ] as const) {
        const { rows } = await client.query<{ id: string }>(
          `insert into person (district_id, given_name, family_name, status, retired_at)
           values ($1, 'Pia', $2, $3, case when $3 = 'active' then null else now() end) returning id::text`,
          [id, name, isThere ? 'active' : 'retired'],
        )
        const personId = rows[0]?.id ?? ''
        await client.query(
          `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule, status, revoked_at)
           values ($1, $2, 'student', 'school', $3, 'manual', 'by_hand', $4, case when $4 = 'active' then null else now() end)`,
          [id, personId, school, isThere ? 'active' : 'revoked'],
        )
        if (isThere)
          await client.query(
            `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
             values ($1, $2, $3, '', 'student', 'primary')`,
            [id, school, personId],
          )
        made.push(personId)
      }
      await client.query(
        `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
         values ($1, '', 'pia', $2, $3, 'student', false)`,
        [id, classes.algebra, made[0]],
      )
      return made
    },
  )
  return {
    north: ofStudent(here, north, classes.algebra),
    south: ofStudent(there, south, null),
    former: ofStudent(gone, north, null),
  }
}

function ofStudent(studentId: string, school: string, classId: string | null): Related {
  return { studentId: { id: studentId, thing: { ...ofPerson([school], studentId), class: classId } } }
}

interface South {
  readonly community: string
  readonly interaction: string
  readonly cycle: string
}

function atSouth(district: SchoolDistrict, planted: South): Related {
  const { south, people, classes } = district
  return {
    personId: { id: people.southTeacher, thing: ofPerson([south], people.southTeacher) },
    schoolId: { id: south, thing: { ...NOTHING, schools: [south] } },
    classId: { id: classes.chemistry, thing: ofClass(south, classes.chemistry, []) },
    communityId: { id: planted.community, thing: ofCommunity(planted.community, []) },
    interactionId: {
      id: planted.interaction,
      thing: { ...NOTHING, schools: [south], owner: people.southCoach, about: [people.southTeacher] },
    },
    cycleId: {
      id: planted.cycle,
      thing: { ...NOTHING, schools: [south], owner: people.southCoach, about: [people.southTeacher] },
    },
  }
}

async function plantSouth(app: TestApp, district: SchoolDistrict): Promise<South> {
  const { people, south } = district
  const { path, body } = interaction({ school: south, person: people.southTeacher })
  const logged = await app.call(path, { token: app.bearerOf(district, 'southCoach'), body })
  const { path: cyclePath, body: cycleBody } = cycleOf({ person: people.southTeacher })
  const started = await app.call(cyclePath, { token: app.bearerOf(district, 'southCoach'), body: cycleBody })
  const made = await app.call('/api/v1/communities', {
    token: app.bearerOf(district, 'southTeacher'),
    body: { name: 'Southerners' },
  })
  if (logged.status !== 201 || started.status !== 201 || made.status !== 201)
    throw new Error('The south was not planted.')
  return { interaction: idOf(logged.json), cycle: idOf(started.json), community: idOf(made.json) }
}

function idOf(json: unknown): string {
  return (json as { readonly id: string }).id
}

/** Names of parameters that things are known for. */
export const NAMED: ReadonlySet<string> = new Set([
  'runId',
  'sourceId',
  'personId',
  'studentId',
  'schoolId',
  'classId',
  'proposalId',
  'mergeId',
  'noticeId',
  'interactionId',
  'cycleId',
  'communityId',
  'uploadId',
  'registrationId',
  'deploymentId',
  'launchId',
  'linkId',
  'pageId',
  'sessionId',
  'invitationId',
  'customerAdminId',
  'programmeId',
  'setName',
])

/** Of another district, or of none: whoever asks, there is no such thing. */
function idsOnly(ids: Ids): Related {
  const names: Readonly<Record<string, string>> = {
    runId: ids.run,
    sourceId: ids.source,
    personId: ids.person,
    studentId: ids.student,
    schoolId: ids.school,
    classId: ids.class,
    enrolmentId: ids.enrolment,
    proposalId: ids.proposal,
    mergeId: ids.merge,
    noticeId: ids.notice,
    interactionId: ids.interaction,
    cycleId: ids.cycle,
    communityId: ids.community,
    uploadId: ids.upload,
    registrationId: ids.registration,
    deploymentId: ids.deployment,
    registrationLinkId: ids.link,
    launchId: ids.launch,
    linkId: ids.ltiLink,
    pageId: ids.coursePage,
    sessionId: ids.session,
    invitationId: ids.invitation,
    customerAdminId: ids.customerAdmin,
    programmeId: ids.programme,
    setName: ids.questionSet,
  }
  return Object.fromEntries(Object.entries(names).map(([name, id]) => [name, { id, thing: NOT_THERE }]))
}

function ofPerson(schools: readonly string[], id: string): Thing {
  return { ...NOTHING, schools, owner: id }
}

function ofClass(school: string, id: string, communities: readonly string[]): Thing {
  return { ...NOTHING, schools: [school], class: id, classIsIn: communities }
}

function ofCommunity(id: string, classes: readonly string[]): Thing {
  return { ...NOTHING, community: id, communityHas: classes }
}

/** Where the roster has them, as `plantDistrict` says it; null: nowhere. */
function schoolsOf(district: SchoolDistrict, personId: string | null): readonly string[] | null {
  const { people, north, south, closed } = district
  const places: Readonly<Record<string, readonly string[]>> = {
    [people.coach]: [north],
    [people.teacher]: [north],
    [people.otherTeacher]: [north, south],
    [people.southTeacher]: [south],
    [people.principal]: [closed],
    [people.student]: [north],
    [people.guardian]: [north],
  }
  return places[personId ?? ''] ?? null
}
