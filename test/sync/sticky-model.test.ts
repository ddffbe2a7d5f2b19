/** Random feeds, edits, give-backs, runs, approvals and undos against a dumb model: the feed's last word, with open edits over it. */

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { failureOf } from '../../src/sync/failure-of.ts'
import { type BothRoles, openBothRoles, useDatabase } from '../support/database.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { type StickyBench, openStickyBench } from '../support/sticky-bench.ts'

const database = useDatabase()
let roles: BothRoles
let districts = 0

beforeAll(() => {
  roles = openBothRoles(database)
})

const RUNS = 15

const PEOPLE = ['p1', 'p2', 'p3'] as const
const CLASSES = ['c1', 'c2'] as const
const NAMES = ['Ada', 'Bea', 'Cy'] as const
type PersonKey = (typeof PEOPLE)[number]
type ClassKey = (typeof CLASSES)[number]

/** What a feed says: each person's name, and which of them teach or attend which class. */
interface Feed {
  readonly names: Readonly<Record<PersonKey, string>>
  readonly places: ReadonlyMap<string, 'student' | 'teacher'>
}

type Step =
  | { readonly act: 'sync'; readonly feed: Feed }
  /** Held by the guard, edited meanwhile, then approved. */
  | { readonly act: 'held'; readonly feed: Feed; readonly meanwhile: readonly Step[] }
  | { readonly act: 'name'; readonly who: PersonKey; readonly name: string }
  | { readonly act: 'return name'; readonly who: PersonKey }
  | { readonly act: 'role'; readonly place: string; readonly role: 'student' | 'teacher' }
  | { readonly act: 'return role' | 'take out' | 'take back'; readonly place: string }
  | { readonly act: 'put in' | 'let go'; readonly who: PersonKey; readonly where: ClassKey }

const who = fc.constantFrom(...PEOPLE)
const where = fc.constantFrom(...CLASSES)
const place = fc.tuple(where, who).map(([c, p]) => `${c}-${p}`)
const role = fc.constantFrom('student' as const, 'teacher' as const)
const feed = fc.record({
  names: fc.record({ p1: fc.constantFrom(...NAMES), p2: fc.constantFrom(...NAMES), p3: fc.constantFrom(...NAMES) }),
  places: fc.array(fc.tuple(place, role), { maxLength: 6 }).map((entries) => new Map(entries)),
})
const edit: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('name' as const), who, name: fc.constantFrom('Hand', ...NAMES) }),
  fc.record({ act: fc.constant('return name' as const), who }),
  fc.record({ act: fc.constant('role' as const), place, role }),
  fc.record({ act: fc.constantFrom('return role' as const, 'take out' as const, 'take back' as const), place }),
  fc.record({ act: fc.constantFrom('put in' as const, 'let go' as const), who, where }),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: edit },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('sync' as const), feed }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('held' as const), feed, meanwhile: fc.array(edit, { maxLength: 4 }) }),
  },
)

/** What is known without any cleverness: the feed's last word and the edits that are open. */
interface Model {
  feed: Feed
  readonly names: Map<PersonKey, string>
  readonly roles: Map<string, 'student' | 'teacher'>
  readonly out: Set<string>
  readonly in: Set<string>
  /** Enrolments that a feed has named at some time: only these have a row to edit. */
  readonly seen: Set<string>
}

/** Who is called what, who is in which class as what, and who leads which: the effective roster. */
function expected(model: Model): readonly string[] {
  const lines: string[] = PEOPLE.map((key) => `${key} is ${model.names.get(key) ?? model.feed.names[key]}`)
  const leads = new Set<string>()
  for (const [key, fed] of model.feed.places) {
    if (model.out.has(key)) continue
    const as = model.roles.get(key) ?? fed
    lines.push(`${key} as ${as}`)
    if (as === 'teacher') leads.add(key)
  }
  for (const key of model.in) {
    lines.push(`${key} by hand as teacher`)
    leads.add(key)
  }
  for (const key of leads) lines.push(`${key} leads`)
  return lines.toSorted()
}

async function actual(bench: StickyBench): Promise<readonly string[]> {
  const rows = await bench.query<{ line: string }>(
    `select s.sourced_id || ' is ' || p.given_name as line from person p
     join person_source s on s.district_id = p.district_id and s.person_id = p.id where s.sourced_id = any ($1)
     union all
     select c.sourced_id || '-' || e.person_sourced_id || case e.source_id when '' then ' by hand' else '' end || ' as ' || e.role
     from enrolment e join class c on c.district_id = e.district_id and c.id = e.class_id where e.status = 'active' and e.person_sourced_id <> 'p0'
     union all
     select c.sourced_id || '-' || g.person_sourced_id || ' leads' from role_grant g
     join class c on c.district_id = g.district_id and c.id = g.scope_id
     where g.role = 'class_lead' and g.status = 'active'`,
    [PEOPLE],
  )
  return rows.map(({ line }) => line).toSorted()
}

function recordsOf({ names, places }: Feed): RosterRecord[] {
  return [
    org('s1'),
    ...CLASSES.map((key) => schoolClass(key)),
    ...PEOPLE.map((key) => person(key, { givenName: names[key], feedRoles: [feedRole('teacher', 's1')] })),
    // Somebody who is always there: a feed without any enrolment would be held.
    person('p0'),
    enrolment('c2', 'p0'),
    ...[...places].map(([key, as]) => enrolment(key.slice(0, 2), key.slice(3), { role: as })),
  ]
}

/** Does the step on both sides; what the actions refuse, the model knows to refuse. */
async function take(one: Step, bench: StickyBench, model: Model): Promise<void> {
  switch (one.act) {
    case 'sync':
      bench.feed.current = { records: recordsOf(one.feed) }
      expect((await bench.sync()).state).toBe('reported')
      say(model, one.feed)
      return undefined
    case 'held':
      return takeHeld(one, bench, model)
    case 'name':
    case 'return name':
      return takeName(one, bench, model)
    case 'put in':
    case 'let go':
      return takeByHand(one, bench, model)
    case 'role':
    case 'return role':
    case 'take out':
    case 'take back':
    default:
      return takePlace(one, bench, model)
  }
}

function say(model: Model, said: Feed): void {
  model.feed = said
  for (const key of said.places.keys()) model.seen.add(key)
}

async function takeHeld(one: Extract<Step, { act: 'held' }>, bench: StickyBench, model: Model): Promise<void> {
  bench.feed.current = { records: recordsOf(one.feed) }
  const strict = { ...bench.world.settings.guard, administratorRiseMax: -1 }
  const world = { ...bench.world, settings: { ...bench.world.settings, guard: strict } }
  const held = await bench.sync({ world })
  expect(held.state).toBe('held')
  for (const edited of one.meanwhile) await take(edited, bench, model)
  const decided = approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'person:1' })
  const outcome = await decided.then(
    () => 'applied',
    (error: unknown) => failureOf(error).code,
  )
  // Who was taken out when the plan was made and is given back now stands otherwise than the plan knew: it may refuse.
  if (outcome === 'PLAN_OUTDATED') return
  expect(outcome).toBe('applied')
  say(model, one.feed)
  // What the feed says of somebody taken out is not part of a plan: given back meanwhile, they wait for the next night.
  await take({ act: 'sync', feed: one.feed }, bench, model)
}

async function takeName(
  one: Extract<Step, { act: 'name' | 'return name' }>,
  bench: StickyBench,
  model: Model,
): Promise<void> {
  const id = await bench.idOf('person', one.who)
  if (one.act === 'return name') {
    expect(await bench.giveBack('people', id, 'givenName')).toBe(model.names.has(one.who) ? null : 'field_not_edited')
    model.names.delete(one.who)
    return
  }
  expect(await bench.edit('people', id, 'givenName', one.name)).toBe(null)
  const live = model.names.get(one.who) ?? model.feed.names[one.who]
  if (one.name !== live) model.names.set(one.who, one.name)
}

async function takeByHand(
  one: Extract<Step, { act: 'put in' | 'let go' }>,
  bench: StickyBench,
  model: Model,
): Promise<void> {
  const [classId, personId] = [await bench.idOf('class', one.where), await bench.idOf('person', one.who)]
  const key = `${one.where}-${one.who}`
  if (one.act === 'let go') {
    const done = await bench.giveBack('enrolments', `/hand-${classId}-${personId}-teacher`, 'member')
    if (model.in.has(key)) expect(done).toBe(null)
    model.in.delete(key)
    return
  }
  const done = await bench.add(classId, personId, 'teacher')
  if (model.in.has(key)) expect(done).toBe('already_there')
  if (done === null) model.in.add(key)
}

async function takePlace(
  one: Extract<Step, { act: 'role' | 'return role' | 'take out' | 'take back' }>,
  bench: StickyBench,
  model: Model,
): Promise<void> {
  const id = `sis/${one.place}`
  const fed = model.feed.places.get(one.place)
  const there = fed !== undefined && !model.out.has(one.place)
  const absent = model.seen.has(one.place) ? 'record_retired' : 'record_unknown'
  if (one.act === 'role') {
    const done = await bench.edit('enrolments', id, 'role', one.role)
    expect(done).toBe(there ? null : absent)
    if (there && one.role !== (model.roles.get(one.place) ?? fed)) model.roles.set(one.place, one.role)
    return
  }
  if (one.act === 'take out') {
    const done = await bench.edit('enrolments', id, 'member', false)
    expect(done).toBe(there ? null : absent)
    if (there) model.out.add(one.place)
    return
  }
  const edited = one.act === 'take back' ? model.out : model.roles
  const done = await bench.giveBack('enrolments', id, one.act === 'take back' ? 'member' : 'role')
  const refused = model.seen.has(one.place) ? 'field_not_edited' : 'record_unknown'
  expect(done).toBe(edited.has(one.place) ? null : refused)
  edited.delete(one.place)
}

describe('the effective roster', () => {
  it('is the last word of the feed with the open edits over it, whatever came in which order', async () => {
    await fc.assert(
      fc.asyncProperty(feed, fc.array(step, { minLength: 3, maxLength: 12 }), async (first, steps) => {
        districts += 1
        const bench = await openStickyBench(roles, `model-${districts}`)
        const model: Model = {
          feed: first,
          names: new Map(),
          roles: new Map(),
          out: new Set(),
          in: new Set(),
          seen: new Set(),
        }
        const guard = { ...bench.world.settings.guard, changeShareMax: 1, retireShareMax: 1, schoolRetireShareMax: 1 }
        const easy = { ...bench, world: { ...bench.world, settings: { ...bench.world.settings, guard } } }
        const eased: StickyBench = { ...easy, sync: (over) => bench.sync({ world: easy.world, ...over }) }
        await take({ act: 'sync', feed: first }, eased, model)
        for (const one of steps) {
          await take(one, eased, model)
          expect(await actual(eased)).toEqual(expected(model))
        }
      }),
      { numRuns: RUNS },
    )
  }, 240_000)
})
