/** Coaching cycles of the fake backend: they go by the product's own rules. */

import type { InteractionCycle, InteractionWithNotes } from '../../src/http/contract/coaching.ts'
import type { Cycle, CycleDetail, CycleInteraction } from '../../src/http/contract/cycles.ts'
import { standingOf, staysOf } from '../../src/coaching/cycle.ts'
import { moveToPhase, phaseOfInteraction, phaseOn, type Stay, sumPhases } from '../../src/coaching/cycle-phase.ts'
import { coach, educators } from './district.ts'
import { found, pageOf, Refused } from './fake-answers.ts'

/** A goal that somebody else has changed the cycle meanwhile of. */
export const STALE_GOAL = 'Stale'
const TODAY = '2026-11-22'
const PHASES = [
  { id: 'phase-plan', name: 'Plan' },
  { id: 'phase-practise', name: 'Practise' },
  { id: 'phase-reflect', name: 'Reflect' },
]
const SCALE = {
  id: 'scale-practice',
  name: 'Practice',
  levels: ['Beginning', 'Developing', 'Proficient', 'Distinguished'],
}
const FOCUS = { id: 'focus-questioning', name: 'Questioning and discussion techniques across the curriculum' }

interface Entry extends Omit<CycleInteraction, 'phaseId' | 'isPlaced'> {
  readonly placedIn: string | null
}

interface Kept {
  readonly id: string
  readonly coach: CycleDetail['coach']
  educators: CycleDetail['educators']
  focus: CycleDetail['focus']
  scale: CycleDetail['scale']
  texts: { focus: string | null; goal: string | null }
  stays: readonly Stay[]
  endedOn: string | null
  version: number
  entries: Entry[]
}

export interface FakeKeptCycles {
  readonly kept: Kept[]
  readonly loose: Entry[]
  /** Next steps of the coach besides the usual one. */
  moreSteps: number
}

export function openFakeKeptCycles(): FakeKeptCycles {
  const [first, second] = educators
  if (first === undefined || second === undefined) throw new Error('The fake district has no educators.')
  const entry = (id: string, date: string, minutes: number): Entry => ({
    id,
    date,
    minutes,
    type: { id: 'observation', name: 'Classroom observation' },
    educators: [named(first)],
    hasNotes: true,
    placedIn: null,
  })
  const cycle = (id: string, change: Partial<Kept>): Kept => ({
    id,
    coach: named(coach),
    educators: [{ ...named(first), ratingStart: 2, ratingEnd: null, handedOn: null }],
    focus: FOCUS,
    scale: SCALE,
    texts: { focus: null, goal: 'Three seconds of silence after every question, in each of three lessons a week.' },
    stays: [
      { phaseId: 'phase-plan', from: '2026-10-01' },
      { phaseId: 'phase-practise', from: '2026-10-20' },
      { phaseId: 'phase-reflect', from: '2026-12-10' },
    ],
    endedOn: null,
    version: 1,
    entries: [],
    ...change,
  })
  return {
    kept: [
      cycle('501', { entries: [entry('601', '2026-11-02', 45), entry('602', '2026-10-05', 30)] }),
      cycle('502', {
        educators: [named(first), named(second)].map((one) => ({
          ...one,
          ratingStart: null,
          ratingEnd: null,
          handedOn: null,
        })),
        focus: null,
        scale: null,
        stays: [{ phaseId: 'phase-plan', from: '2026-11-20' }],
      }),
      cycle('503', { endedOn: '2026-11-01', stays: [{ phaseId: 'phase-plan', from: '2026-09-01' }] }),
    ],
    loose: [entry('603', '2026-11-12', 20)],
    moreSteps: 0,
  }
}

function named({ id, givenName, familyName }: CycleDetail['coach']) {
  return { id, givenName, familyName }
}

function step(id: number, text: string) {
  const [first] = educators
  return {
    id: String(id),
    date: '2026-11-12',
    dueOn: '2026-11-23',
    version: '1',
    text,
    educators: first === undefined ? [] : [named(first)],
  }
}

/** Of the coach: one, and as many more as a test has set. */
function stepsFor({ moreSteps }: FakeKeptCycles, who: string) {
  if (who !== 'coach') return []
  const more = Array.from({ length: moreSteps }, (_, at) => step(9010 + at, `Look at exit ticket ${at + 1} together.`))
  return [step(9001, 'Bring the questions of the last lesson, sorted by who answered.'), ...more]
}

function handedFor(who: string) {
  if (who !== 'coach') return []
  const [educator, from] = [named(educators[7] ?? coach), named(educators[21] ?? coach)]
  return [{ handoverId: '1', interactionId: '9102', dueOn: '2026-11-24', educator, from }]
}

/** By the filters that the page has, what is due first. */
function matching(cycles: FakeKeptCycles, query: URLSearchParams): readonly Cycle[] {
  const state = query.get('state') ?? 'all'
  const is = (name: string, value: string | undefined) => !query.has(name) || query.get(name) === value
  return cycles.kept
    .map(rowOf)
    .filter((one) => state === 'all' || (one.endedOn === null) === (state === 'open'))
    .filter((one) => is('coachId', one.coach.id) && is('phaseId', one.phase.id) && is('focusId', one.focus?.id))
    .filter((one) => is('standing', one.standing))
    .toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
}

interface Asked {
  readonly backend: { readonly cycles: FakeKeptCycles }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

export const keptCycleHandlers = {
  'GET /api/v1/coaching/today': ({ backend, who }: Asked) => {
    const open = who === 'coach' ? backend.cycles.kept.filter(({ endedOn }) => endedOn === null) : []
    const [, , ...others] = who === 'coach' ? educators.filter(({ lastSeenOn }) => lastSeenOn !== null) : []
    return {
      cadenceDays: 14,
      cycles: open.map(rowOf).filter(({ standing }) => standing === 'due' || standing === 'overdue'),
      open: open.length,
      steps: stepsFor(backend.cycles, who).slice(0, 12),
      stepsTotal: stepsFor(backend.cycles, who).length,
      handedSteps: handedFor(who),
      handedStepsTotal: handedFor(who).length,
      handovers:
        who === 'coach'
          ? [
              {
                educator: named(educators[7] ?? coach),
                isMine: true,
                other: named(educators[21] ?? coach),
                at: '2026-11-20T15:04:05.000Z',
              },
            ]
          : [],
      unseen: others.slice(0, 8).map((one) => ({ ...named(one), lastSeenOn: one.lastSeenOn ?? '' })),
      unseenTotal: others.length,
      unseenOfCaseload: false,
    }
  },
  'GET /api/v1/coaching/next-steps': ({ backend, query, who }: Asked) => pageOf(stepsFor(backend.cycles, who), query),
  'GET /api/v1/coaching/handed-steps': ({ query, who }: Asked) => pageOf(handedFor(who), query),
  'GET /api/v1/coaching/cycles': ({ backend, query, who }: Asked) =>
    pageOf(who === 'coach-new' ? [] : matching(backend.cycles, query), query),
  'GET /api/v1/coaching/cycles/export': ({ backend, query }: Asked) =>
    [
      'coach,state',
      ...matching(backend.cycles, query).map((one) => `${one.coach.familyName},${one.standing}`),
      '',
    ].join('\r\n'),
  'GET /api/v1/coaching/cycle-coaches': ({ backend, who }: Asked) => {
    const kept = who === 'coach-new' ? [] : backend.cycles.kept
    const coaches = new Map(kept.map((one) => [one.coach.id, one.coach]))
    const openOf = (id: string) => kept.filter((one) => one.coach.id === id && one.endedOn === null).length
    return { coaches: [...coaches.values()].map((one) => ({ ...one, open: openOf(one.id) })) }
  },
  'GET /api/v1/coaching/cycles/{cycleId}': ({ backend, params, who }: Asked) => detailOf(keptOf(backend, params), who),
  'POST /api/v1/coaching/cycles/{cycleId}/texts': ({ backend, params, body }: Asked) => {
    if (String(body['reason']).trim().length < 10)
      throw new Refused(422, 'reason_short', 'Say in at least 10 characters why you open it: its author reads that.')
    return keptOf(backend, params).texts
  },
  'GET /api/v1/coaching/cycles/{cycleId}/loose-interactions': ({ backend, params }: Asked) => ({
    interactions: backend.cycles.loose.map((one) => entryOf(keptOf(backend, params), one)),
  }),
  'POST /api/v1/coaching/cycles': ({ backend, body, who }: Asked) => {
    const model = found(backend.cycles.kept[0])
    const made = { ...model, id: '504', entries: [], endedOn: null, version: 1 }
    write(made, body)
    backend.cycles.kept.push(made)
    return detailOf(made, who)
  },
  'PUT /api/v1/coaching/cycles/{cycleId}': ({ backend, params, body, who }: Asked) => {
    const kept = keptOf(backend, params)
    if (body['goal'] === STALE_GOAL || body['version'] !== String(kept.version))
      throw new Refused(409, 'cycle_stale', 'The cycle was changed since you opened the page, so nothing was saved.')
    write(kept, body)
    return detailOf(kept, who)
  },
  'POST /api/v1/coaching/cycles/{cycleId}/phase': ({ backend, params, body, who }: Asked) => {
    const kept = keptOf(backend, params)
    const to = { phaseId: String(body['phaseId']), from: String(body['from']) }
    if (to.from < (kept.stays[0]?.from ?? '')) {
      const message = 'The cycle begins later than this. Change its first day instead.'
      throw new Refused(422, 'cycle_invalid', 'The cycle was not saved.', [
        { field: 'from', code: 'phase_before_start', message },
      ])
    }
    kept.stays = moveToPhase(staysOf(kept.stays), to)
    kept.version += 1
    return detailOf(kept, who)
  },
  'PUT /api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}': ({ backend, params, body, who }: Asked) => {
    const kept = keptOf(backend, params)
    const all = [...backend.cycles.kept.flatMap(({ entries }) => entries), ...backend.cycles.loose]
    const entry = found(all.find(({ id }) => id === params['interactionId']))
    takeOut(backend.cycles, entry.id)
    kept.entries = [...kept.entries, { ...entry, placedIn: body['phaseId'] as string | null }]
    return detailOf(kept, who)
  },
  'DELETE /api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}': ({ backend, params, who }: Asked) => {
    const kept = keptOf(backend, params)
    const entry = found(kept.entries.find(({ id }) => id === params['interactionId']))
    takeOut(backend.cycles, entry.id)
    backend.cycles.loose.push({ ...entry, placedIn: null })
    return detailOf(kept, who)
  },
}

/** Puts an interaction that is being logged into a cycle. */
export function joinCycle(cycles: FakeKeptCycles, cycleId: string, one: InteractionWithNotes): void {
  const { id, date, minutes, type, educators: tagged, hasNotes } = one
  const entry = { id, date, minutes, type, educators: [...tagged], hasNotes, placedIn: null }
  const kept = found(cycles.kept.find((each) => each.id === cycleId))
  kept.entries = [...kept.entries, entry]
}

export function cycleOfInteraction(cycles: FakeKeptCycles, interactionId: string): InteractionCycle | null {
  const kept = cycles.kept.find(({ entries }) => entries.some(({ id }) => id === interactionId))
  const entry = kept?.entries.find(({ id }) => id === interactionId)
  if (kept === undefined || entry === undefined) return null
  const { phaseId, isPlaced } = entryOf(kept, entry)
  return { id: kept.id, phase: found(PHASES.find(({ id }) => id === phaseId)), isPlaced }
}

function takeOut(cycles: FakeKeptCycles, id: string): void {
  for (const one of cycles.kept) one.entries = one.entries.filter((entry) => entry.id !== id)
  const index = cycles.loose.findIndex((entry) => entry.id === id)
  if (index >= 0) cycles.loose.splice(index, 1)
}

function keptOf({ cycles }: Asked['backend'], params: Asked['params']): Kept {
  return found(cycles.kept.find(({ id }) => id === params['cycleId']))
}

function write(kept: Kept, body: Asked['body']): void {
  const given = body as unknown as {
    educators: { id: string; ratingStart: number | null; ratingEnd: number | null }[]
    focusId: string | null
    scaleId: string | null
    focus: string | null
    goal: string | null
    stays: Stay[]
    endedOn?: string | null
  }
  const people = [...educators, ...kept.educators]
  kept.educators = given.educators.map(({ id, ...ratings }) => ({
    ...named(found(people.find((one) => one.id === id))),
    ...ratings,
    handedOn: null,
  }))
  kept.focus = given.focusId === null ? null : FOCUS
  kept.scale = given.scaleId === null ? null : SCALE
  kept.texts = { focus: given.focus, goal: given.goal }
  kept.stays = given.stays
  kept.endedOn = given.endedOn ?? null
  kept.version += 1
}

function rowOf(kept: Kept): Cycle {
  const { id, focus, endedOn, entries } = kept
  const stays = staysOf(kept.stays)
  const lastOn =
    entries
      .map(({ date }) => date)
      .toSorted()
      .at(-1) ?? null
  const startedOn = stays[0].from
  const phaseId = phaseOn(stays, endedOn ?? TODAY)
  return {
    id,
    coach: kept.coach,
    educators: [...kept.educators],
    focus,
    hasTexts: kept.texts.focus !== null || kept.texts.goal !== null,
    startedOn,
    endedOn,
    phase: found(PHASES.find((one) => one.id === phaseId)),
    ...standingOf({ startedOn, endedOn, lastOn }, { today: TODAY, cadenceDays: 14 }),
    lastOn,
    minutes: entries.reduce((sum, { minutes }) => sum + minutes, 0),
    interactions: entries.length,
    version: String(kept.version),
  }
}

function detailOf(kept: Kept, who: string): CycleDetail {
  const span = {
    stays: staysOf(kept.stays),
    phaseIds: PHASES.map(({ id }) => id),
    endedOn: kept.endedOn,
    today: TODAY,
  }
  const sums = sumPhases(span, kept.entries)
  return {
    ...rowOf(kept),
    scale: kept.scale,
    phases: PHASES,
    stays: [...kept.stays],
    sums: sums.map(({ phaseId, ...sum }) => ({ phase: found(PHASES.find(({ id }) => id === phaseId)), ...sum })),
    entries: kept.entries.map((one) => entryOf(kept, one)),
    texts: who === 'coach' ? kept.texts : null,
  }
}

function entryOf(kept: Kept, { placedIn, ...entry }: Entry): CycleInteraction {
  const phaseId = phaseOfInteraction(staysOf(kept.stays), { ...entry, placedIn })
  return { ...entry, phaseId, isPlaced: placedIn !== null }
}
