/** Coaching for the fake backend: educators, interactions, drafts, types and tags. Failures come by what one types. */

import type { InteractionDraft, InteractionWithNotes, KeptDraft } from '../../src/http/contract/coaching.ts'
import type { CoachingTag, InteractionTypes } from '../../src/http/contract/coaching-words.ts'
import type { InteractionMail, SharePreview } from '../../src/http/contract/interaction-mail.ts'
import type { Persona } from './personas.ts'
import * as given from './district.ts'
import { found, pageOf, Refused } from './fake-answers.ts'
import { attachmentHandlers } from './fake-attachments.ts'
import { cycleOfInteraction, type FakeKeptCycles, joinCycle } from './fake-kept-cycles.ts'

/** Notes that make the server end the session, refuse the field, break, or be slow. */
export const SAYS = { endSession: 'end-session', refuseField: 'refuse-field', fail: 'fail', slow: 'slow' } as const
/** A tag that is there already. */
export const TAKEN_TAG = 'Exit tickets'
const SLOW_MS = 1500

export interface FakeCoaching {
  readonly interactions: Map<Persona, InteractionWithNotes[]>
  readonly drafts: Map<string, KeptDraft>
  /** Names of files that were refused once. */
  readonly refused: Set<string>
  /** By interaction. */
  readonly mailed: Map<string, InteractionMail['copies']>
  readonly words: { types: InteractionTypes; readonly tags: CoachingTag[] }
}

export function openFakeCoaching(): FakeCoaching {
  return {
    interactions: new Map([['coach', Array.from({ length: 21 }, (_, index) => given.interactionAt(index))]]),
    drafts: new Map(),
    refused: new Set(),
    mailed: new Map(),
    words: {
      types: { types: given.interactionTypes.map((type) => ({ ...type, isActive: true })), version: 'types-1' },
      tags: [
        { id: '61', name: TAKEN_TAG, isActive: true },
        { id: '62', name: 'Small groups', isActive: true },
        { id: '63', name: 'Old theme', isActive: false },
      ],
    },
  }
}

interface Asked {
  readonly backend: FakeCoaching & { readonly cycles: FakeKeptCycles }
  readonly who: Persona
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

/** What a coach wrote is not the administrator's. */
function keptBack({ who }: Asked, one: InteractionWithNotes): InteractionWithNotes {
  return who === 'admin' && one.hasNotes ? { ...one, notes: null, nextStepText: null, closed: 'reason' } : one
}

export const coachingHandlers = {
  'GET /api/v1/coaching/schools': ({ who }: Asked) => ({
    schools: who === 'coach-unassigned' ? [] : [...given.schools],
  }),
  'GET /api/v1/coaching/educators': listEducators,
  'GET /api/v1/coaching/interactions': (asked: Asked) => pageOf(foundBy(asked).map(given.withoutNotes), asked.query),
  'GET /api/v1/coaching/interaction-coaches': (asked: Asked) => ({
    coaches: asked.who === 'coach' ? [given.colleague, given.coach] : [],
  }),
  'GET /api/v1/coaching/interactions/export': (asked: Asked) =>
    ['date,minutes', ...foundBy(asked).map(({ date, minutes }) => `${date},${minutes}`), ''].join('\r\n'),
  'GET /api/v1/coaching/interactions/{interactionId}': (asked: Asked) => {
    const one = found(theOne(asked))
    return keptBack(asked, { ...one, cycle: cycleOfInteraction(asked.backend.cycles, one.id) })
  },
  'POST /api/v1/coaching/interactions': logInteraction,
  'PUT /api/v1/coaching/interactions/{interactionId}': (asked: Asked) => {
    const before = fresh(asked)
    const after = interactionFrom(asked, { id: before.id, version: String(Number(before.version) + 1) })
    return replace(asked, after)
  },
  'POST /api/v1/coaching/interactions/{interactionId}/next-step': (asked: Asked) => {
    const before = fresh(asked)
    const doneOn = asked.body['done'] === true ? '2026-11-22' : null
    const nextStep = { dueOn: before.nextStep?.dueOn ?? null, doneOn }
    return replace(asked, { ...before, nextStep, version: String(Number(before.version) + 1) })
  },
  'POST /api/v1/coaching/interactions/{interactionId}/deletion': (asked: Asked) => {
    const { id } = fresh(asked)
    asked.backend.interactions.set(
      asked.who,
      interactionsOf(asked).filter((one) => one.id !== id),
    )
    return null
  },
  'GET /api/v1/coaching/interactions/{interactionId}/history': (asked: Asked) => ({ versions: historyOf(asked) }),
  'POST /api/v1/coaching/interaction-tags': tagMany,
  'POST /api/v1/coaching/interaction-mail-preview': (asked: Asked) =>
    previewOf(interactionFrom(asked, { id: '1', version: '1' })),
  'GET /api/v1/coaching/interactions/{interactionId}/mail': (asked: Asked) => ({
    copies: asked.backend.mailed.get(found(theOne(asked)).id) ?? [],
  }),
  'POST /api/v1/coaching/interactions/{interactionId}/mail': (asked: Asked) => mail(asked, fresh(asked)),
  ...attachmentHandlers,
  'GET /api/v1/coaching/time-lines/{educatorId}': timelineOf,
  'GET /api/v1/coaching/drafts': ({ backend }: Asked) => ({ drafts: [...backend.drafts.values()].toReversed() }),
  'PUT /api/v1/coaching/drafts': ({ backend, body }: Asked) => {
    const id = String(body['id'])
    if (backend.drafts.size >= 20 && !backend.drafts.has(id))
      throw new Refused(
        422,
        'drafts_too_many',
        'You have 20 drafts. Log or discard one of them, then this one is kept.',
      )
    const kept = { id, draft: body['draft'] as InteractionDraft, savedAt: '2026-11-22T10:00:00Z' }
    backend.drafts.delete(id)
    backend.drafts.set(id, kept)
    return kept
  },
  'DELETE /api/v1/coaching/drafts/{draftId}': ({ backend, params }: Asked) => {
    backend.drafts.delete(params['draftId'] ?? '')
    return null
  },
  'GET /api/v1/coaching/interaction-types': ({ backend }: Asked) => backend.words.types,
  'PUT /api/v1/coaching/interaction-types': ({ backend, body }: Asked) => {
    const lines = body['types'] as readonly { id: string | null; name: string; isActive: boolean }[]
    const types = lines.map(({ id, ...line }) => ({ id: id ?? line.name.toLowerCase(), ...line }))
    backend.words.types = { types, version: 'types-2' }
    return backend.words.types
  },
  'GET /api/v1/coaching/tags': ({ backend, who }: Asked) => ({ tags: backend.words.tags, mayEdit: who === 'admin' }),
  'POST /api/v1/coaching/tags': ({ backend, body }: Asked) => {
    const name = String(body['name'])
    if (name === TAKEN_TAG) throw new Refused(422, 'name_taken', 'The district has a tag of that name already.')
    const tag = { id: String(600 + backend.words.tags.length), name, isActive: true }
    backend.words.tags.push(tag)
    return tag
  },
  'PUT /api/v1/coaching/tags/{tagId}': ({ backend, params, body }: Asked) => {
    const tag = found(backend.words.tags.find(({ id }) => id === params['tagId']))
    return Object.assign(tag, { name: String(body['name']), isActive: body['isActive'] === true })
  },
}

function listEducators({ who, query }: Asked) {
  if (who === 'coach-failing') throw new Refused(500, 'INTERNAL', 'Something broke.')
  const words = (query.get('q') ?? '').toLowerCase().split(' ')
  const schoolId = query.get('schoolId')
  const all = who === 'coach-new' ? [] : given.educators
  return pageOf(
    all.filter((one) => {
      const name = `${one.givenName} ${one.familyName}`.toLowerCase()
      const there = schoolId === null || one.schools.some((school) => school.id === schoolId)
      return there && words.every((word) => name.includes(word))
    }),
    query,
  )
}

function interactionsOf({ backend, who }: Asked): InteractionWithNotes[] {
  return backend.interactions.get(who) ?? []
}

/** What another coach logged. */
const OF_COLLEAGUE: InteractionWithNotes = {
  ...given.interactionAt(0),
  id: '8000',
  coach: given.colleague,
  minutes: 75,
}
const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id)

/** As the list and its file are asked for. */
function foundBy(asked: Asked): readonly InteractionWithNotes[] {
  const is = (name: string, ...those: readonly string[]) =>
    asked.query.get(name) === null || those.includes(asked.query.get(name) ?? '')
  const [from, to] = [asked.query.get('from') ?? '', asked.query.get('to') ?? '9999']
  const others = asked.who === 'coach' && asked.query.get('by') === 'all' ? [OF_COLLEAGUE] : []
  return [...others, ...interactionsOf(asked)].filter(
    ({ date, coach, type, school, otherSchools, tags, educators }) =>
      date >= from &&
      date <= to &&
      is('coachId', coach.id) &&
      is('typeId', type.id) &&
      is('schoolId', ...idsOf([school, ...otherSchools])) &&
      is('tagId', ...idsOf(tags)) &&
      is('educatorId', ...idsOf(educators)),
  )
}

function theOne(asked: Asked): InteractionWithNotes | undefined {
  return interactionsOf(asked).find((one) => one.id === asked.params['interactionId'])
}

/** The interaction, as long as nobody has changed it since it was seen. */
function fresh(asked: Asked): InteractionWithNotes {
  const one = found(theOne(asked))
  if (one.version !== asked.body['version']) throw new Refused(409, 'version_stale', 'It was changed meanwhile.')
  return one
}

function replace(asked: Asked, after: InteractionWithNotes): InteractionWithNotes {
  const all = interactionsOf(asked)
  asked.backend.interactions.set(
    asked.who,
    all.map((one) => (one.id === after.id ? after : one)),
  )
  return after
}

function timelineOf(asked: Asked) {
  const { givenName, familyName, id } = found(given.educators.find((one) => one.id === asked.params['educatorId']))
  const theirs = interactionsOf(asked).filter(({ educators }) => educators.some((one) => one.id === id))
  const minutes = theirs.reduce((sum, one) => sum + one.minutes, 0)
  return {
    ...pageOf(theirs.map(given.withoutNotes), asked.query),
    educator: { id, givenName, familyName },
    lastContactOn: theirs[0]?.date ?? null,
    openSteps: theirs.filter(({ nextStep }) => nextStep?.doneOn === null).length,
    years:
      theirs.length === 0
        ? []
        : [
            {
              from: '2026-08-01',
              to: '2027-07-31',
              interactions: theirs.length,
              minutes,
              lastContactOn: theirs[0]?.date ?? null,
              places: given.schools.slice(0, 2).map((school) => ({ school, roles: ['teacher'] })),
            },
            {
              from: '2024-08-01',
              to: '2025-07-31',
              interactions: 0,
              minutes: 0,
              lastContactOn: null,
              places: [
                { school: given.schools[2] ?? null, roles: ['teacher', 'aide'] },
                { school: null, roles: [] },
              ],
            },
          ],
  }
}

/** Whose first name begins with A has no address. */
function previewOf(one: InteractionWithNotes): SharePreview {
  const { coach } = given
  return {
    subject: `${one.type.name}: a copy from ${coach.givenName} ${coach.familyName}`,
    paragraphs: [one.notes ?? 'Without notes'],
    footer: `You get this because ${coach.givenName} chose to send you this copy.`,
    to: one.educators.filter(({ givenName }) => !givenName.startsWith('A')),
    withoutAddress: one.educators.filter(({ givenName }) => givenName.startsWith('A')),
  }
}

function mail({ backend }: Asked, one: InteractionWithNotes): SharePreview {
  const preview = previewOf(one)
  const { subject, paragraphs } = preview
  const copies = preview.to.map((educator) => ({
    educator,
    version: Number(one.version),
    askedAt: '2026-11-22T10:00:00Z',
    sentAt: null,
    state: 'waiting' as const,
    subject,
    paragraphs,
  }))
  backend.mailed.set(one.id, [...copies, ...(backend.mailed.get(one.id) ?? [])])
  return preview
}

async function logInteraction(asked: Asked): Promise<InteractionWithNotes> {
  const { backend, who, body } = asked
  const notes = typeof body['notes'] === 'string' ? body['notes'] : null
  if (notes === SAYS.endSession) throw new Refused(401, 'SESSION_ENDED', 'The session has ended.')
  if (notes === SAYS.fail) throw new Refused(500, 'INTERNAL', 'Something broke.')
  if (notes === SAYS.refuseField) {
    throw new Refused(422, 'INVALID', 'Some fields are not right.', [
      { field: 'educatorIds/0', code: 'NOT_YOURS', message: 'Hiro Huang is not at a school of yours.' },
    ])
  }
  if (notes === SAYS.slow) await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
  const logged = interactionFrom(asked, { id: String(9500 + interactionsOf(asked).length), version: '1' })
  backend.interactions.set(who, [logged, ...interactionsOf(asked)])
  backend.drafts.delete(String(body['draftId']))
  if (body['share'] === true) mail(asked, logged)
  const cycle = body['cycle'] as { readonly id: string } | null
  if (cycle !== null) joinCycle(backend.cycles, cycle.id, logged)
  return { ...logged, cycle: cycleOfInteraction(backend.cycles, logged.id) }
}

function interactionFrom(
  { backend, body }: Asked,
  { id, version }: { readonly id: string; readonly version: string },
): InteractionWithNotes {
  const ids = (name: string): readonly string[] => (Array.isArray(body[name]) ? body[name].map(String) : [])
  const tagged = given.educators.filter((one) => ids('educatorIds').includes(one.id))
  const notes = typeof body['notes'] === 'string' ? body['notes'] : null
  const step = body['nextStep'] as { readonly text: string; readonly dueOn?: string | null } | null | undefined
  return {
    id,
    coach: given.coach,
    date: String(body['date']),
    minutes: Number(body['minutes']),
    type: found(given.interactionTypes.find((type) => type.id === body['typeId'])),
    school: found(given.schools.find((school) => school.id === body['schoolId'])),
    otherSchools: given.schools.filter((school) => ids('otherSchoolIds').includes(school.id)),
    educators: tagged.map(({ id: one, givenName, familyName }) => ({ id: one, givenName, familyName })),
    tags: backend.words.tags
      .filter((tag) => ids('tagIds').includes(tag.id))
      .map((tag) => ({ id: tag.id, name: tag.name })),
    nextStep: step ? { dueOn: step.dueOn ?? null, doneOn: null } : null,
    nextStepText: step?.text ?? null,
    hasNotes: notes !== null,
    createdAt: '2026-11-22T10:00:00Z',
    notes,
    cycle: null,
    attachmentCount: 0,
    attachments: [],
    version,
  }
}

function historyOf(asked: Asked) {
  const now = found(theOne(asked))
  if (now.version === '1') return []
  return [
    {
      version: 1,
      replacedAt: '2026-11-22T10:05:00Z',
      replacedBy: 'Maya Okafor',
      changed: ['minutes', 'notes'],
      before: {
        date: now.date,
        minutes: 30,
        type: now.type.name,
        schools: [now.school.name],
        educators: now.educators.map(({ givenName, familyName }) => `${givenName} ${familyName}`),
        tags: [],
        notes: 'What stood here before',
        nextStep: null,
      },
    },
  ]
}

function tagMany(asked: Asked) {
  const { add = [], remove = [], interactionIds } = asked.body as Record<string, readonly string[] | undefined>
  const { tags } = asked.backend.words
  let changed = 0
  for (const one of interactionsOf(asked).filter(({ id }) => interactionIds?.includes(id))) {
    const kept = one.tags.filter(({ id }) => !remove.includes(id) && !add.includes(id))
    const added = tags.filter(({ id }) => add.includes(id)).map(({ id, name }) => ({ id, name }))
    replace(asked, { ...one, tags: [...kept, ...added], version: String(Number(one.version) + 1) })
    changed += 1
  }
  return { changed }
}
