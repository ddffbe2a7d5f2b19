/**
 * A small typed backend for the pages. Every operation the app knows has a handler; its traffic is checked against the
 * contract. Failures come by what one types or who one is: see the constants below and `personas`.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ClassesByHand } from '../../src/http/contract/class-by-hand.ts'
import type { ClassDesk } from '../../src/http/contract/class-desk.ts'
import type { ClassList } from '../../src/http/contract/class-list.ts'
import type { Community } from '../../src/http/contract/community.ts'
import type { Order } from '../../src/http/contract/run-orders.ts'
import type { AnswerOf, Operation } from '../../src/ui/operations.ts'
import { checkAnswer, checkRequest } from './contract-check.ts'
import { openBenchmarksOf } from './fake-benchmarks.ts'
import { ownPathwayOf } from './fake-pathways.ts'
import { auditHandlers } from './fake-audit.ts'
import { caseloadHandlers } from './fake-caseloads.ts'
import { questionSetHandlers } from './fake-question-sets.ts'
import { communityRuleHandlers } from './fake-community-rules.ts'
import { type FakeHandovers, handoverHandlers, openFakeHandovers } from './fake-handovers.ts'
import { educatorHandlers } from './fake-educators.ts'
import { coachingHandlers, type FakeCoaching, openFakeCoaching } from './fake-coaching.ts'
import * as given from './district.ts'
import {
  type FakeRoster,
  STALE_VALUE,
  addFakeLine,
  editFake,
  giveBackFake,
  listedClasses,
  listedPeople,
  listedSchools,
  openFakeRoster,
} from './fake-roster.ts'
import { askFakeLink, dropFakeMatch, openFakeMatches, runMatches } from './fake-matches.ts'
import { mergeHandlers, openFakeMerges } from './fake-merges.ts'
import type { MatchProposal } from '../../src/http/contract/matches.ts'
import type { Merge } from '../../src/http/contract/merges.ts'
import {
  discardFakeList,
  confirmFakeList,
  EMPTY_LIST,
  type FakeLists,
  listsOf,
  openFakeLists,
  uploadFakeList,
} from './fake-lists.ts'
import { type FakeImports, importHandlers, openFakeImports } from './fake-imports.ts'
import { type FakeLogs, logHandlers, openFakeLogs } from './fake-logs.ts'
import { found, notImplemented, pageOf, Refused } from './fake-answers.ts'
import { classByHandHandlers, openFakeClassesByHand } from './fake-class-by-hand.ts'
import { classDeskHandlers, openFakeDesk } from './fake-class-desk.ts'
import { classListHandlers, openFakeClassList } from './fake-class-list.ts'
import { communityHandlers, type FakeCommunities, openFakeCommunities } from './fake-communities.ts'
import { type FakeLaunches, launchHandlers, openFakeLaunches } from './fake-launches.ts'
import { type FakeRoleMap, openFakeRoleMap, roleMapHandlers } from './fake-role-map.ts'
import { openFakeSettings, requireFresh, setFakeDays, setFakeValues, shownTo } from './fake-settings.ts'
import type { BlackoutRange, DistrictSettings } from '../../src/http/contract/district-settings.ts'
import { type FakeSetup, openFakeSetup, platformHandlers, registerFake } from './fake-platforms.ts'
import { listedSources } from './fake-sources.ts'
import { noticesOf } from './fake-notices.ts'
import { passwordHandlers, setFakeCookie, WRONG_PASSWORD } from './fake-passwords.ts'
import { checkCard } from './fake-start-cards.ts'
import { adminHandlers, type FakeAdmin, openFakeAdmin } from './fake-admin.ts'
import { type FakeSessions, openFakeSessions, sessionHandlers } from './fake-sessions.ts'
import { isPersona, personas } from './personas.ts'
import { why } from './why.ts'
import type { Persona } from './personas.ts'

/** An invitation that was used. */
export const USED_INVITATION = 'used-invitation'

export interface FakeBackend extends FakeAdmin, FakeCoaching {
  /** What the pages asked for, in order: `POST /api/v1/session`. */
  readonly asked: string[]
  /** Shapes that broke the contract; a test ends by finding this empty. */
  readonly breaches: string[]
  readonly communities: Map<Persona, Community[]>
  readonly desk: FakeCommunities
  readonly classDesk: ClassDesk
  readonly classList: ClassList
  readonly classesByHand: ClassesByHand
  /** Notices that were put away. */
  readonly dismissed: Set<string>
  readonly roster: FakeRoster
  readonly matches: MatchProposal[]
  readonly merges: Merge[]
  readonly handovers: FakeHandovers
  readonly launches: FakeLaunches
  readonly settings: DistrictSettings
  readonly roleMap: FakeRoleMap
  readonly setup: FakeSetup
  readonly orders: Map<string, Order>
  readonly lists: FakeLists
  readonly imports: FakeImports
  readonly logs: FakeLogs
  readonly sessions: FakeSessions
  /** The administrator's second factor. */
  factor: 'off' | 'on'
  /** How long sessions last from now. */
  sessionMs: number
}

export function openFakeBackend(): FakeBackend {
  return {
    asked: [],
    breaches: [],
    ...openFakeCoaching(),
    desk: openFakeCommunities(),
    classDesk: openFakeDesk(),
    classList: openFakeClassList(),
    classesByHand: openFakeClassesByHand(),
    communities: new Map([['teacher', structuredClone([...given.communities])]]),
    dismissed: new Set(),
    roster: openFakeRoster(),
    matches: openFakeMatches(),
    merges: openFakeMerges(),
    handovers: openFakeHandovers(),
    launches: openFakeLaunches(),
    settings: openFakeSettings(),
    roleMap: openFakeRoleMap(),
    setup: openFakeSetup(),
    orders: new Map(),
    lists: openFakeLists(),
    imports: openFakeImports(),
    logs: openFakeLogs(),
    sessions: openFakeSessions(),
    ...openFakeAdmin(),
    factor: 'off',
    sessionMs: 3_600_000,
  }
}

interface Asked {
  readonly backend: FakeBackend
  readonly who: Persona
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Checked against the contract before a handler sees it. */
  readonly body: Readonly<Record<string, unknown>>
}

type Handlers = { readonly [Name in Operation]: (asked: Asked) => AnswerOf<Name> | Promise<AnswerOf<Name>> }

const OPEN: ReadonlySet<Operation> = new Set<Operation>([
  'POST /api/v1/session',
  'POST /api/v1/invitations/look',
  'POST /api/v1/invitations/accept',
  'GET /api/v1/sign-in',
  'POST /api/v1/password-resets',
  'POST /api/v1/password-resets/use',
  'POST /api/v1/support-sessions',
  'POST /api/v1/card-sessions',
  'GET /api/v1/parents/{districtId}',
  'POST /api/v1/parents/{districtId}/registrations',
  'POST /api/v1/participation/codes',
  'POST /api/v1/participation/devices',
  'DELETE /api/v1/participation/devices',
  'GET /api/v1/participation/survey',
  'PUT /api/v1/participation/survey/draft',
  'POST /api/v1/participation/survey/answers',
])

const handlers: Handlers = {
  'POST /api/v1/session': ({ backend, body }) => startSession(backend, body),
  'GET /api/v1/session': ({ who, backend }) => keptOf(who, backend),
  'DELETE /api/v1/session': () => null,
  ...passwordHandlers,
  'GET /api/v1/me': ({ who, backend }) => personas[who === 'admin-due' && backend.factor === 'on' ? 'admin' : who],
  ...auditHandlers,
  'GET /api/v1/district/sessions': ({ backend, query }) => pageOf(backend.sessions.district, query),
  ...sessionHandlers,
  'POST /api/v1/support-sessions': ({ backend }) => keptOf('support', backend),
  'POST /api/v1/card-sessions': ({ backend, body }) => {
    checkCard(body['code'])
    return keptOf('student', backend)
  },
  ...adminHandlers,
  'POST /api/v1/invitations/look': ({ body }) => {
    if (body['token'] === USED_INVITATION)
      throw new Refused(410, 'INVITATION_USED', 'This invitation was used already.')
    return {
      email: 'pat@riverside.example',
      role: 'district_admin',
      districtName: 'Riverside Unified',
      expiresAt: '2099-01-01T00:00:00Z',
    }
  },
  'POST /api/v1/invitations/accept': ({ backend }) => keptOf('admin', backend),
  ...coachingHandlers,
  ...educatorHandlers,
  ...importHandlers,
  ...logHandlers,
  ...caseloadHandlers,
  ...handoverHandlers,
  ...mergeHandlers,
  ...communityHandlers,
  ...communityRuleHandlers,
  ...questionSetHandlers,
  ...classDeskHandlers,
  ...classListHandlers,
  ...classByHandHandlers,
  'GET /api/v1/notices': ({ who, backend }) => noticesOf(who, backend),
  'POST /api/v1/notices/{noticeId}/dismissal': ({ who, backend, params }) => {
    backend.dismissed.add(params['noticeId'] ?? '')
    return noticesOf(who, backend)
  },
  'GET /api/v1/sources': ({ who, backend }) => ({
    sources: who === 'admin-new' ? [] : listedSources(backend.sources),
  }),
  'GET /api/v1/runs': ({ who, query }) => pageOf(who === 'admin-new' ? [] : given.runs, query),
  'GET /api/v1/runs/{runId}': ({ params }) => found(given.runs.find((run) => run.id === params['runId'])),
  'GET /api/v1/runs/{runId}/order': ({ backend, params }) => ({
    order: backend.orders.get(`run ${params['runId']}`) ?? null,
  }),
  'GET /api/v1/sources/{sourceId}/order': ({ backend, params }) => ({
    order: backend.orders.get(`source ${params['sourceId']}`) ?? null,
  }),
  'POST /api/v1/sources/{sourceId}/runs': (asked) => giveOrder(asked, `source ${asked.params['sourceId']}`),
  'POST /api/v1/runs/{runId}/retry': (asked) => giveOrder(asked, `run ${asked.params['runId']}`),
  'POST /api/v1/runs/{runId}/decision': (asked) => giveOrder(asked, `run ${asked.params['runId']}`),
  'POST /api/v1/runs/{runId}/undo': (asked) => giveOrder(asked, `run ${asked.params['runId']}`),
  'GET /api/v1/runs/{runId}/changes': ({ query }) => {
    const kind = query.get('kind')
    return pageOf(
      given.runChanges.filter((change) => kind === null || change.kind === kind),
      query,
    )
  },
  'GET /api/v1/runs/{runId}/seats': ({ query }) => {
    const [licence, move] = [query.get('licence'), query.get('move')]
    const fits = (seat: (typeof given.runSeats)[number]): boolean =>
      (licence === null || seat.licence === licence) && (move === null || seat.move === move)
    return pageOf(given.runSeats.filter(fits), query)
  },
  'GET /api/v1/runs/{runId}/edits': ({ params }) => (params['runId'] === '139' ? given.runEdits : given.noRunEdits),
  'GET /api/v1/runs/{runId}/quarantine': ({ query, params }) =>
    pageOf(params['runId'] === '140' ? given.quarantined : [], query),
  'GET /api/v1/people/{personId}/why': ({ params }) => ({ ...why, personId: params['personId'] ?? '1' }),
  'GET /api/v1/people': ({ query }) => {
    const words = (query.get('q') ?? '').toLowerCase().split(' ')
    const named = listedPeople.filter((one) =>
      words.every((word) => `${one.givenName} ${one.familyName}`.toLowerCase().includes(word)),
    )
    return pageOf(named, query)
  },
  'GET /api/v1/match-proposals': ({ backend, who, query }) => pageOf(who === 'admin-new' ? [] : backend.matches, query),
  'POST /api/v1/match-proposals/{proposalId}/link': ({ backend, params }) => {
    askFakeLink(backend.matches, params['proposalId'] ?? '')
    return { isAsked: true }
  },
  'POST /api/v1/match-proposals/{proposalId}/dismissal': ({ backend, params }) => {
    if (!dropFakeMatch(backend.matches, params['proposalId'] ?? ''))
      throw new Refused(409, 'match_decided', 'Somebody has decided about these two already.')
    return { isDismissed: true }
  },
  'GET /api/v1/runs/{runId}/matches': ({ query }) => pageOf(runMatches, query),
  ...launchHandlers,
  ...roleMapHandlers,
  'GET /api/v1/settings': ({ backend, who }) => shownTo(backend.settings, who === 'it'),
  'PUT /api/v1/settings/guard': ({ backend, who, body }) => {
    if (asRecord(body['limits'])['changeRowsMin'] === 4711)
      throw new Refused(422, 'value_range', 'Some values are not in their range.')
    setFakeValues(requireFresh(backend.settings.guard, body).limits, asRecord(body['limits']))
    return shownTo(backend.settings, who === 'it')
  },
  'PUT /api/v1/settings/full-comparison': ({ backend, who, body }) => {
    requireFresh(backend.settings.fullComparison, body)
    setFakeDays(backend.settings, body['days'])
    return shownTo(backend.settings, who === 'it')
  },
  'PUT /api/v1/settings/retention': ({ backend, body }) => {
    setFakeValues(requireFresh(found(backend.settings.retention ?? undefined), body).times, asRecord(body['times']))
    return shownTo(backend.settings, false)
  },
  'PUT /api/v1/sources/{sourceId}/blackouts': ({ backend, who, params, body }) => {
    const source = found(backend.settings.sources.find(({ sourceId }) => sourceId === params['sourceId']))
    requireFresh(source, body).blackouts = body['blackouts'] as BlackoutRange[]
    return shownTo(backend.settings, who === 'it')
  },
  ...platformHandlers,
  'POST /api/v1/lti/registrations': ({ backend, body }) => {
    if (body['clientId'] === 'taken')
      throw new Refused(409, 'registration_taken', 'This issuer and client id are registered in Staffroom already.')
    return registerFake(backend.setup, body)
  },
  'GET /api/v1/educator-lists': ({ backend, who }) => listsOf(backend.lists, who === 'admin-new'),
  'GET /api/v1/educator-lists/template': () => EMPTY_LIST,
  'POST /api/v1/educator-lists/{sourceId}/uploads': ({ backend, body }) => {
    const text = Buffer.from(String(body['content']), 'base64').toString('utf8')
    if (text.startsWith('PK'))
      throw new Refused(422, 'not_a_list', 'This is no CSV file but a workbook. Save it as "CSV UTF-8".')
    return { uploadId: uploadFakeList(backend.lists, text, body['whole'] === true) }
  },
  'POST /api/v1/educator-uploads/{uploadId}/confirmation': ({ backend }) => {
    if (!confirmFakeList(backend.lists))
      throw new Refused(409, 'upload_not_open', 'This list does not wait for a decision. Open the page anew.')
    return { orderId: '9002' }
  },
  'DELETE /api/v1/educator-uploads/{uploadId}': ({ backend }) => {
    discardFakeList(backend.lists)
    return null
  },
  'GET /api/v1/schools': () => ({ schools: [...listedSchools] }),
  'GET /api/v1/schools/{schoolId}/classes': ({ query }) => pageOf(listedClasses, query),
  'GET /api/v1/people/{personId}/enrolments': ({ backend, params }) => ({
    lines: backend.roster.lines.filter(({ person }) => person.id === params['personId']),
  }),
  'GET /api/v1/classes/{classId}/enrolments': ({ backend }) => ({ lines: [...backend.roster.lines] }),
  'POST /api/v1/classes/{classId}/enrolments': ({ backend, body }) =>
    addFakeLine(backend.roster, String(body['personId']), String(body['role'])),
  'GET /api/v1/roster/{kind}/{recordId}': ({ backend, params }) =>
    found(backend.roster.records.get(`${params['kind']}/${params['recordId']}`)),
  'PUT /api/v1/roster/{kind}/{recordId}/fields/{field}': ({ backend, params, body }) => {
    if (body['value'] === STALE_VALUE)
      throw new Refused(409, 'version_stale', 'This field has changed since you opened the page.')
    return found(editFake(backend.roster, placeIn(params), body['value'] as string) ?? undefined)
  },
  'POST /api/v1/roster/{kind}/{recordId}/fields/{field}/give-back': ({ backend, params }) =>
    found(giveBackFake(backend.roster, placeIn(params)) ?? undefined),
  'GET /api/v1/student/home': ({ who }) => ({
    classes:
      who === 'student-new'
        ? []
        : given.ledClasses.map(({ id, title, school }) => ({ id, title, school, teachers: [given.teacher] })),
    products: who === 'student-new' ? [] : [{ id: 'reading', name: 'Reading Plus' }],
    benchmarks: openBenchmarksOf(who),
    pathway: ownPathwayOf(who),
  }),
}

function placeIn(params: Readonly<Record<string, string>>) {
  return { kind: params['kind'] ?? '', id: params['recordId'] ?? '', field: params['field'] ?? '' }
}

/** The first look finds the order waiting, the next one done. IT may not approve: the plan raises an administrator. */
function giveOrder({ backend, who, body }: Asked, about: string) {
  if (who === 'it' && body['decision'] === 'approve')
    throw new Refused(403, 'forbidden', 'This plan makes somebody an administrator. A district administrator decides.')
  const decision = typeof body['decision'] === 'string' ? body['decision'] : 'sync'
  const waiting = {
    id: '9001',
    kind: decision,
    runId: null,
    madeRunId: about.startsWith('source') ? '141' : null,
    requestedAt: '2026-11-22T10:00:00Z',
    isTaken: false,
    isDone: false,
    failureCode: null,
  }
  backend.orders.set(about, waiting)
  setTimeout(() => backend.orders.set(about, { ...waiting, isTaken: true, isDone: true }), 1_000)
  return { orderId: waiting.id }
}

function startSession(backend: FakeBackend, body: Readonly<Record<string, unknown>>) {
  const { code, email, password } = body
  if (typeof code === 'string') {
    if (isPersona(code)) return sessionOf(code, backend)
    throw new Refused(401, 'LAUNCH_CODE_USED', 'This launch was opened before. A launch works once.')
  }
  const who = String(email).split('@')[0] ?? ''
  if (password === WRONG_PASSWORD || !isPersona(who)) throw new Refused(401, 'CREDENTIALS_REFUSED', 'Not accepted.')
  return keptOf(who, backend)
}

function sessionOf(who: Persona, backend: FakeBackend) {
  return { token: `token-of-${who}`, expiresAt: new Date(Date.now() + backend.sessionMs).toISOString() }
}

/** In the browser's cookie: the fake writes it where an answer has a mark. */
function keptOf(who: Persona, backend: FakeBackend) {
  return { mark: `mark-of-${who}`, expiresAt: sessionOf(who, backend).expiresAt }
}

/** Answers one request of the API. */
export async function answerApi(
  backend: FakeBackend,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const called = matchOperation(`${request.method ?? 'GET'} ${url.pathname}`)
  backend.asked.push(`${request.method ?? 'GET'} ${url.pathname}`)
  response.setHeader('content-type', 'application/json')
  const { status, body } =
    called === null ? notImplemented(url.pathname) : await carryOut(backend, called, { request, url })
  response.statusCode = status
  setFakeCookie(called?.name ?? null, body, response)
  if (body instanceof Blob) {
    response.setHeader('content-type', body.type)
    response.setHeader('content-disposition', 'attachment').end(Buffer.from(await body.arrayBuffer()))
  } else if (typeof body === 'string') response.setHeader('content-type', 'text/csv; charset=utf-8').end(body)
  else response.end(status === 204 ? undefined : JSON.stringify(body))
}

interface Called {
  readonly name: Operation
  readonly params: Readonly<Record<string, string>>
}

function isOperation(text: string): text is Operation {
  return Object.hasOwn(handlers, text)
}

function matchOperation(call: string): Called | null {
  if (isOperation(call)) return { name: call, params: {} }
  for (const name of Object.keys(handlers)) {
    const pattern = new RegExp(`^${name.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    const params = pattern.exec(call)?.groups
    if (params !== undefined && isOperation(name)) return { name, params: decodedIn(params) }
  }
  return null
}

function decodedIn(params: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]))
}

async function carryOut(backend: FakeBackend, { name, params }: Called, from: { request: IncomingMessage; url: URL }) {
  try {
    const body = await bodyOf(from.request)
    note(backend, () => checkRequest(name, body))
    const who = OPEN.has(name) ? 'coach' : personaOf(from.request)
    const answer = await handlers[name]({ backend, who, params, query: from.url.searchParams, body: asRecord(body) })
    note(backend, () => checkAnswer(name, 200, answer))
    return { status: answer === null ? 204 : 200, body: answer }
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    note(backend, () => checkAnswer(name, refused.status, refused.body))
    return { status: refused.status, body: refused.body }
  }
}

function note(backend: FakeBackend, check: () => void): void {
  try {
    check()
  } catch (breach) {
    backend.breaches.push(String(breach))
  }
}

function personaOf(request: IncomingMessage): Persona {
  const { authorization = '', cookie = '' } = request.headers
  const mark = request.headers['x-staffroom-page']
  const kept = /staffroom=([a-z-]+)/.exec(cookie)?.[1] ?? ''
  const isKept = mark === 'start' || mark === `mark-of-${kept}`
  const who = isKept ? kept : authorization.replace('Bearer token-of-', '')
  if (!isPersona(who)) throw new Refused(401, 'SESSION_ENDED', 'The session has ended.')
  return who
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part)
  return parts.length === 0 ? null : JSON.parse(Buffer.concat(parts).toString('utf8'))
}

function asRecord(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {}
}
