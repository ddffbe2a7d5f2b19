/** The running application under another policy from question to question: which lines are missed by what it answers. */

import type { PolicyLine } from '../../../src/access/policy/line.ts'
import type { ScopeFinder } from '../../../src/access/scope-of.ts'
import { STAFF_ROLES } from '../../../src/access/staff.ts'
import { RULES } from '../../../src/roster/rule.ts'
import { askedOfAll } from '../asked.ts'
import { setRule } from '../set-rule.ts'
import type { Answer, TestApp } from '../test-app.ts'
import type { Ids, Request } from '../things.ts'
import { openWholeApp } from '../whole-app.ts'
import type { Somebody } from './askers.ts'
import { gatherAskers } from './askers.ts'
import type { Cell } from './cells.ts'
import { cellsOf } from './cells.ts'
import { sampleOf } from './sample-body.ts'
import type { Taken } from './switchable-policy.ts'
import { running } from './switchable-policy.ts'
import { plantWorldAndThings } from './things.ts'

interface Question {
  readonly who: Somebody
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

export interface PolicyBench {
  readonly app: TestApp
  readonly cells: readonly Cell[]
  readonly changes: readonly Question[]
}

/** With what the matrix is asked about, and what is asked of the routes that do something. */
export async function openPolicyBench(): Promise<PolicyBench> {
  const app = await openWholeApp({ sessions: true })
  const { world, ours } = await plantWorldAndThings(app)
  await setRule(app, 'coachReports', 'district')
  const askers = await gatherAskers(app)
  const asked = askedOfAll(
    () => ours,
    () => ours,
  )
  const changes = app.table.routes
    .filter((route) => route.access.capability !== undefined && route.method !== 'get')
    .flatMap((route) => {
      const requests = asked[`${route.method} ${route.path}`]?.map((each) => each(ours)) ?? [
        { path: route.path, ...(route.body === undefined ? {} : { body: sampleOf(route.body) }) },
      ]
      const method = route.method.toUpperCase()
      return [...requests, ...(besides(ours)[`${method} ${route.path}`] ?? [])].flatMap((request) =>
        askers.map((who) => ({ who, method, ...request })),
      )
    })
  return { app, cells: cellsOf(app.table.routes, askers, world), changes }
}

const VERSION = '0123456789abcdef'
const ADMINISTRATORS = { when: { role: ['principal'] }, grant: [{ role: 'district_admin', scope: 'district' }] }
/** What hangs on the content of a request: each rule has its own setter, and rules of roles may make administrators. */
const besides = (of: Ids): Readonly<Record<string, readonly Request[]>> => ({
  'PUT /api/v1/rules/:rule': Object.entries(RULES).flatMap(([rule, { standard }]) =>
    [false, true].map((locked) => ({
      path: `/api/v1/rules/${rule}`,
      body: { value: standard, locked, version: VERSION },
    })),
  ),
  'PUT /api/v1/role-map': [
    { path: '/api/v1/role-map', body: { rules: [ADMINISTRATORS], replaceDefault: false, version: VERSION } },
  ],
  'POST /api/v1/staff/:personId/roles': Object.keys(STAFF_ROLES).flatMap((role) =>
    [null, of.school].map((schoolId) => ({ path: `/api/v1/staff/${of.person}/roles`, body: { role, schoolId } })),
  ),
})

/** Those lines without which no list, page or door answers otherwise: with another status, or with other words, too. */
export async function unseenOf(
  bench: PolicyBench,
  taken: readonly Taken[],
  by: 'status' | 'text' = 'status',
): Promise<readonly PolicyLine[]> {
  const [first] = taken
  if (first === undefined) return []
  const asked = bench.cells.filter(({ expected }) => expected !== 'closed' && expected !== 'hidden')
  const known = await gatherByName(bench, first.whole, asked)
  const left: PolicyLine[] = []
  for (const { line, whole, without } of taken) {
    const isTold = await anyOf(known.get(nameOf(line)) ?? [], async ({ question, answer }) => {
      if ((await answerUnder(bench, without, question))[by] === answer[by]) return false
      // What is another one each time says nothing.
      return (await answerUnder(bench, whole, question))[by] === answer[by]
    })
    if (!isTold) left.push(line)
  }
  return left
}

/** Those lines without which nothing that is done is refused. What is done stays done: the bench is used up. */
export async function undoneOf(bench: PolicyBench, taken: readonly Taken[]): Promise<readonly PolicyLine[]> {
  const [first] = taken
  if (first === undefined) return []
  // What a change asks the policy for is found where nothing is asked afterwards.
  const aside = await openPolicyBench()
  const known = await gatherByName(aside, first.whole, aside.changes)
  const places = new Map(aside.changes.map((change, index) => [change, index]))
  await aside.app.close()
  const left: PolicyLine[] = []
  for (const { line, whole, without } of taken) {
    const isTold = await anyOf(known.get(nameOf(line)) ?? [], async ({ question }) => {
      const change = bench.changes[places.get(question) ?? -1]
      if (change === undefined) throw new Error('Another bench has other changes.')
      if (!isRefusal(await answerUnder(bench, without, change))) return false
      return !isRefusal(await answerUnder(bench, whole, change))
    })
    if (!isTold) left.push(line)
  }
  return left
}

async function anyOf<T>(all: readonly T[], is: (one: T) => Promise<boolean>): Promise<boolean> {
  for (const one of all) if (await is(one)) return true
  return false
}

interface Known {
  readonly question: Question
  readonly answer: Answer
}

/** By role and capability: the questions that ask the policy for it. */
async function gatherByName(
  bench: PolicyBench,
  whole: ScopeFinder,
  questions: readonly Question[],
): Promise<ReadonlyMap<string, readonly Known[]>> {
  const byName = new Map<string, Known[]>()
  for (const question of questions) {
    running.asked.clear()
    const answer = await answerUnder(bench, whole, question)
    for (const name of running.asked) {
      const same = byName.get(name) ?? []
      same.push({ question, answer })
      byName.set(name, same)
    }
  }
  return byName
}

/** As `asked` notes it. */
function nameOf({ role, capability }: PolicyLine): string {
  return `${role} ${capability}`
}

function isRefusal({ status }: Answer): boolean {
  return status === 403 || status === 404
}

/** The answer where the application runs under that policy. */
export async function answerUnder(
  { app }: PolicyBench,
  finder: ScopeFinder,
  { path, method, body, who }: Question,
): Promise<Answer> {
  running.finder = finder
  const answer = await app.call(path, { method, token: who.token, ...(body === undefined ? {} : { body }) })
  running.finder = null
  return answer
}
