/** Any sequence of syncs, edits by hand, undos and redos leaves what a dumb model says; a run taken back at once leaves no trace. */

import * as fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { type TestDatabase, useDatabase } from '../support/database.ts'
import { enrolment, org, person, schoolClass } from '../support/literal-feed.ts'
import { readState } from '../support/roster-state.ts'
import { type SyncBench, openSyncBench, syncSettings } from '../support/sync-world.ts'
import { pause, syncOf, undo } from '../support/undoing.ts'
import { type Feed, type ModelRun, ModelSource } from './undo-model.ts'

const database = useDatabase()
let db: ReturnType<TestDatabase['open']>

beforeAll(() => {
  db = database.open('sync')
})

type Happening =
  | { readonly what: 'sync'; readonly feed: Feed }
  | { readonly what: 'bounce'; readonly feed: Feed }
  | { readonly what: 'edit'; readonly key: string; readonly field: 'givenName' | 'email'; readonly value: string }
  | { readonly what: 'undo'; readonly which: number }

const keys = ['p1', 'p2', 'p3', 'p4', 'p5'] as const
const row = fc.record({ givenName: fc.constantFrom('A', 'B', 'C'), email: fc.constantFrom(null, 'a@x.org', 'b@x.org') })
const feed: fc.Arbitrary<Feed> = fc.dictionary(fc.constantFrom(...keys), row, { maxKeys: 5 })
const happenings = fc.array(
  fc.oneof<fc.Arbitrary<Happening>[]>(
    fc.record({ what: fc.constant('sync'), feed }),
    fc.record({ what: fc.constant('bounce'), feed }),
    fc.record({
      what: fc.constant('edit'),
      key: fc.constantFrom(...keys),
      field: fc.constantFrom('givenName', 'email'),
      value: fc.constantFrom('A', 'b@x.org', 'By hand'),
    }),
    fc.record({ what: fc.constant('undo'), which: fc.nat({ max: 20 }) }),
    fc.record({ what: fc.constant('undo'), which: fc.nat({ max: 20 }) }),
  ),
  { minLength: 3, maxLength: 9 },
)

/** Nobody looks at a guard here: what is held has tests of its own. */
async function openFree(districtId: string): Promise<SyncBench> {
  const settings = syncSettings()
  const guard = Object.fromEntries(
    Object.entries(settings.guard).map(([name, limit]) => [name, typeof limit === 'number' ? 1_000_000 : limit]),
  )
  return openSyncBench(db, districtId, { settings: { ...settings, guard: { ...settings.guard, ...guard } } })
}

const records = (of: Feed) => [
  org('d', { type: 'district' }),
  org('s1', { parentSourcedId: 'd' }),
  schoolClass('c1'),
  person('anchor'),
  enrolment('c1', 'anchor'),
  ...Object.entries(of).map(([key, fields]) => person(key, fields)),
  ...Object.keys(of).map((key) => enrolment('c1', key)),
]

/** The district and its model, kept side by side. */
class Pair {
  readonly model = new ModelSource()
  private readonly ids = new Map<ModelRun, string>()
  readonly bench: SyncBench
  constructor(bench: SyncBench) {
    this.bench = bench
  }

  async happen(happening: Happening): Promise<void> {
    if (happening.what === 'edit') await this.edit(happening)
    else if (happening.what === 'sync') await this.sync(happening.feed)
    else if (happening.what === 'bounce') await this.bounce(happening.feed)
    else {
      const runs = this.model.undoable()
      const run = runs[happening.which % Math.max(1, runs.length)]
      if (run !== undefined) await this.undo(run)
    }
    expect(await this.lines()).toEqual(this.model.lines())
  }

  private async sync(of: Feed): Promise<ModelRun> {
    await pause(this.bench, false)
    const report = await syncOf(this.bench, records(of))
    expect(report).toMatchObject({ hold: null, state: 'reported', failure: null })
    const run = this.model.sync(of)
    this.ids.set(run, report.runId)
    return run
  }

  private async undo(run: ModelRun): Promise<ModelRun> {
    const report = await undo(this.bench, this.ids.get(run) ?? '')
    expect(report).toMatchObject({ state: 'reported', failure: null })
    const undone = this.model.undo(run)
    this.ids.set(undone, report.runId)
    return undone
  }

  private async bounce(of: Feed): Promise<void> {
    const before = await readState(this.bench)
    const run = await this.sync(of)
    const after = await readState(this.bench)
    const undone = await this.undo(run)
    expect(await readState(this.bench)).toEqual(before)
    await this.undo(undone)
    expect(await readState(this.bench)).toEqual(after)
  }

  private async edit({ key, field, value }: Extract<Happening, { what: 'edit' }>): Promise<void> {
    const column = field === 'email' ? 'email' : 'given_name'
    await this.bench.query(
      `update person p set ${column} = $2 from person_source s where s.person_id = p.id and s.sourced_id = $1`,
      [key, value],
    )
    this.model.edit(key, field, value)
  }

  /**
   * As the model's. Nobody who is retired has an enrolment or a role; whoever is active has both, unless the first run was
   * taken back, and the school and class with it.
   */
  private async lines(): Promise<readonly string[]> {
    const rows = await this.bench.query<{ line: string; there: boolean; taught: boolean; role: boolean }>(
      `select case when s.status = 'active' then s.sourced_id || ' ' || p.given_name || ' ' || coalesce(p.email, '')
          else s.sourced_id || ' retired' end as line, p.status = 'active' as there,
        exists (select from enrolment e where e.person_id = p.id and e.status = 'active') as taught,
        exists (select from role_grant g where g.person_id = p.id and g.role = 'student' and g.status = 'active') as role
       from person_source s join person p on p.id = s.person_id where s.sourced_id <> 'anchor'`,
    )
    const strict = !this.model.runs.some(({ undoOf }) => undoOf?.changes === null)
    for (const { line, there, taught, role } of rows) {
      expect({ line, there }).toEqual({ line, there: !line.endsWith('retired') })
      if (strict || !there) expect({ line, taught, role }).toEqual({ line, taught: there, role: there })
    }
    return rows.map(({ line }) => line).toSorted()
  }
}

let count = 0

it('is what the model says, after every step', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(feed, happenings, async (first, plan) => {
      count += 1
      const pair = new Pair(await openFree(`any-${count}`))
      await pair.happen({ what: 'sync', feed: first })
      for (const happening of plan) await pair.happen(happening)
    }),
    { numRuns: 15, endOnFailure: true },
  )
})
