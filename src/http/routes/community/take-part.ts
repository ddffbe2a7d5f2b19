/** Taking part by a class's code, for everybody: the short address, the code, who one is, the survey on this device. */

import { ipKeyGenerator } from 'express-rate-limit'
import type { Request } from 'express'
import {
  answerOnDevice,
  draftOnDevice,
  enterByCode,
  type EntryProblem,
  leaveDevice,
  lookAtCode,
} from '../../../actions/community/take-part.ts'
import { viewDeviceSurvey } from '../../../views/community/survey-on-device.ts'
import { type CodeCookie, createCodeCookie } from '../../code-cookie.ts'
import { AnswersBody, Survey } from '../../contract/survey.ts'
import { ClassOfCode, EnterByCodeBody, LookAtCodeBody } from '../../contract/take-part.ts'
import { HttpError, orNotFound, unprocessable } from '../../errors.ts'
import { createFloodLimit, type FloodLimit } from '../../flood-limit.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { refuseAnswers } from './answer-refusals.ts'
import { surveyShown } from './survey-shown.ts'

// Codes that lead nowhere, of one network address: a school at one moment mistypes a few dozen; from then on six a
// minute. With 10,000 classes open, one guess of 85 million finds one (docs/decisions: taking part by code).
const WRONG_CODES = { perSecond: 0.1, burst: 200, keysMax: 20_000 } as const
// Names that aren't in the class, of one code: a class mistypes some, and nobody tries a list of names.
const WRONG_NAMES = { perSecond: 0.1, burst: 60, keysMax: 20_000 } as const

interface Limits {
  readonly codes: FloodLimit
  readonly names: FloodLimit
}

/** `/code` and `/api/v1/participation/…`. */
export function addTakePartRoutes(
  table: RouteTable,
  world: DomainWorld,
  { publicUrl }: { readonly publicUrl: string },
): void {
  const cookie = createCodeCookie(publicUrl)
  const limits = { codes: createFloodLimit(WRONG_CODES), names: createFloodLimit(WRONG_NAMES) }
  addEntryRoutes(table, world, { cookie, limits })
  addReadingRoutes(table, world, cookie)
  addAnsweringRoutes(table, world, cookie)
}

function addEntryRoutes(
  table: RouteTable,
  world: DomainWorld,
  { cookie, limits }: { readonly cookie: CodeCookie; readonly limits: Limits },
): void {
  table.add({
    method: 'get',
    path: '/code',
    access: { open: 'static' },
    summary: 'The short address of the page where a class’s code is typed.',
    status: 302,
    handle: () => ({ status: 302, redirect: '/#/code' }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/participation/codes',
    access: { open: 'signin' },
    summary: 'The class whose survey a code opens today; every other code leads nowhere.',
    body: LookAtCodeBody,
    response: ClassOfCode,
    handle: async ({ body, request }) => {
      const address = takeOf(limits.codes, addressOf(request))
      const found = await lookAtCode(world, body.code)
      if (found === null) throw refusal('code_not_open')
      address.giveBack()
      return { status: 200, body: { classTitle: found.survey.classTitle } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/participation/devices',
    access: { open: 'signin' },
    summary: 'Says who answers on this device. Nobody is told who is in the class, or who has answered.',
    body: EnterByCodeBody,
    status: 204,
    handle: async ({ body, request }) => {
      const address = takeOf(limits.codes, addressOf(request))
      const name = takeOf(limits.names, body.code.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase())
      const entered = await enterByCode(world, { ...body, device: cookie.read(request) })
      if (!('problem' in entered) || entered.problem !== 'code_not_open') address.giveBack()
      if ('problem' in entered) throw refusal(entered.problem)
      // Whoever joins anew counts as well: nobody fills a class with names.
      if (!body.joins) name.giveBack()
      return { status: 204, headers: { 'Set-Cookie': cookie.write(entered.device) } }
    },
  })
}

function addReadingRoutes(table: RouteTable, world: DomainWorld, cookie: CodeCookie): void {
  table.add({
    method: 'get',
    path: '/api/v1/participation/survey',
    access: { open: 'signin' },
    summary: 'The survey that this device answers, with what was answered on it so far.',
    response: Survey,
    handle: async ({ request }) => {
      const device = cookie.read(request)
      const found = orNotFound(device === null ? null : await viewDeviceSurvey(world, device))
      const { set, questions, draft } = found
      return { status: 200, body: { ...surveyShown(found), says: set.says, questions, draft } }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/participation/devices',
    access: { open: 'signin' },
    summary: 'Forgets this device, with what was answered on it and not sent.',
    status: 204,
    handle: async ({ request }) => {
      const device = cookie.read(request)
      if (device !== null) await leaveDevice(world, device)
      return { status: 204, headers: { 'Set-Cookie': cookie.clear() } }
    },
  })
}

function addAnsweringRoutes(table: RouteTable, world: DomainWorld, cookie: CodeCookie): void {
  table.add({
    method: 'put',
    path: '/api/v1/participation/survey/draft',
    access: { open: 'signin' },
    summary: 'Keeps what was answered so far, for this device alone.',
    body: AnswersBody,
    status: 204,
    handle: async ({ request, body }) => {
      const device = cookie.read(request)
      if (device === null || !(await draftOnDevice(world, device, body.answers))) throw over()
      return { status: 204 }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/participation/survey/answers',
    access: { open: 'signin' },
    summary: 'Answers the survey, once. From then on nobody knows which answer it is.',
    body: AnswersBody,
    status: 204,
    handle: async ({ request, body }) => {
      const device = cookie.read(request)
      const outcome = device === null ? 'not_open' : await answerOnDevice(world, device, body.answers)
      if (outcome === 'not_open') throw over()
      refuseAnswers(outcome)
      return { status: 204 }
    },
  })
}

function over(): HttpError {
  return new HttpError(410, 'survey_over', 'The survey is not open on this device any more. Type the code again.')
}

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '')
}

/** Counts an attempt before it is made, so that many at once are counted. @throws HttpError 429 */
function takeOf(limit: FloodLimit, key: string): { readonly giveBack: () => void } {
  const seconds = limit.take(key)
  if (seconds > 0)
    throw new HttpError(429, 'too_many', `Too many attempts that led nowhere. Try again in ${seconds} seconds.`)
  return { giveBack: () => limit.giveBack(key) }
}

const PROBLEMS: Readonly<Record<EntryProblem, string>> = {
  code_not_open:
    'This code opens no survey today. Look at it once more; if it is right, ask your teacher when the survey is.',
  name_not_listed:
    'Nobody of this class is called so. Look at the spelling, or type your student number. If you are new in the class, you can take part all the same.',
  name_not_admitted:
    'Nobody of this class is called so, and it takes nobody new. Look at the spelling, type your student number, or ask your teacher.',
  name_of_several: 'Several of this class are called so. Type your student number instead.',
  name_invalid: 'Nobody of this class has this number or name. Type your first and your last name.',
  class_full: 'Too many have joined this class. Ask your teacher.',
}

function refusal(problem: EntryProblem): HttpError {
  const message = PROBLEMS[problem]
  return unprocessable(problem, message, [
    { field: problem === 'code_not_open' ? 'code' : 'name', code: problem, message },
  ])
}
