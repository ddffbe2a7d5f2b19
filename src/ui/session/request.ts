/** One request to the API: JSON both ways (or a file back), a deadline, and every way it can fail as an `ApiFailure`. */
import type { ErrorBody } from '../../http/contract/shapes.ts'
import { ApiFailure, mayPass } from '../api-failure.ts'
import { addressOf } from '../operations.ts'
import type { AnswerOf, AnyGiven, Given, Operation } from '../operations.ts'
import { t } from '../translate.ts'
import type { Sights } from './sights.ts'
import type { KeyOutcome, Unanswered } from './unanswered.ts'

const DEADLINE_MS = 20_000
const FILE_DEADLINE_MS = 180_000

/** How a request says whose it is: by a token in memory (in a frame), or by the browser's cookie and the page's mark of it. */
export type Credential = { readonly token: string } | { readonly mark: string }

/** A page that may have a cookie and doesn't know its session yet. */
export const STARTING: Credential = { mark: 'start' }

/** What a session remembers of earlier requests. */
export interface Remembered {
  readonly sights: Sights
  readonly unanswered: Unanswered
}

/**
 * The body of the answer (null for 204), by the shape the contract gives it: server and pages are built from one
 * contract, so nothing is checked again here. `credential` null: as nobody. Throws `ApiFailure`, but for a call its caller
 * aborted: that throws the signal's own reason.
 */
export function request<Name extends Operation>(
  name: Name,
  given: Given<Name>,
  credential: Credential | null,
  remembered?: Remembered,
): Promise<AnswerOf<Name>>
export async function request(
  name: Operation,
  given: AnyGiven,
  credential: Credential | null,
  remembered?: Remembered,
): Promise<unknown> {
  const unanswered = remembered?.unanswered
  const key = unanswered?.keyOf(name, given) ?? null
  const seen = given.seen === undefined ? (remembered?.sights.of(name, given.params) ?? null) : given.seen
  const note = (outcome: KeyOutcome) => (key === null ? undefined : unanswered?.note(name, given, { key, outcome }))
  try {
    const response = await answered(name, { ...given, seen, ...(key === null ? {} : { once: key }) }, credential)
    const body = await bodyFrom(response, { name, given, sights: remembered?.sights })
    note('answered')
    return body
  } catch (failure) {
    note(outcomeOf(failure))
    throw failure
  }
}

async function bodyFrom(
  response: Response,
  o: { readonly name: Operation; readonly given: AnyGiven; readonly sights: Sights | undefined },
): Promise<unknown> {
  if (response.ok) o.sights?.answered(o.name, o.given, response.headers.get('etag'))
  if (response.status === 412) o.sights?.refused()
  if (response.status === 204) return null
  const body = await bodyOf(response)
  if (response.ok) return body
  throw failureOf(response, body)
}

function outcomeOf(failure: unknown): KeyOutcome {
  if (!(failure instanceof ApiFailure) || mayPass(failure)) return 'none'
  return failure.code === 'outcome_unknown' ? 'untold' : 'answered'
}

async function answered(name: Operation, given: AnyGiven, credential: Credential | null): Promise<Response> {
  const { method, path } = addressOf(name, given)
  const headers = {
    accept: 'application/json',
    ...headersOf(credential),
    ...(given.seen === undefined || given.seen === null ? {} : { 'if-match': given.seen }),
    ...(given.once === undefined ? {} : { 'idempotency-key': given.once }),
  }
  const deadline = AbortSignal.timeout(given.patient === true ? FILE_DEADLINE_MS : DEADLINE_MS)
  try {
    return await fetch(path, {
      method,
      headers: given.body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      credentials: credential !== null && 'mark' in credential ? 'same-origin' : 'omit',
      cache: 'no-store',
      signal: given.signal === undefined ? deadline : AbortSignal.any([given.signal, deadline]),
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      ...(given.lasting === true ? { keepalive: true } : {}),
    })
  } catch (cause) {
    if (given.signal?.aborted === true) throw cause
    const late = deadline.aborted
    throw new ApiFailure({
      status: 0,
      code: late ? 'NO_ANSWER_IN_TIME' : 'NO_CONNECTION',
      message: late ? t('failure.late') : t('failure.offline'),
      cause,
    })
  }
}

function headersOf(credential: Credential | null): Readonly<Record<string, string>> {
  if (credential === null) return {}
  return 'token' in credential
    ? { authorization: `Bearer ${credential.token}` }
    : { 'x-staffroom-page': credential.mark }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    const type = response.headers.get('content-type') ?? ''
    if (type.startsWith('text/csv')) return await response.text()
    const isSaved = response.ok && response.headers.get('content-disposition')?.startsWith('attachment') === true
    return isSaved || type.startsWith('application/pdf') ? await response.blob() : await response.json()
  } catch {
    return null
  }
}

/** What the server says to programs of a creation that was sent before, for people. */
const UNSURE: Readonly<Record<string, string>> = {
  key_used_otherwise: t('failure.done-before'),
  outcome_unknown: t('failure.outcome-unknown'),
}

function failureOf(response: Response, body: unknown): ApiFailure {
  if (isErrorBody(body)) {
    const { code, message, fields } = body.error
    return new ApiFailure({
      status: response.status,
      code,
      message: UNSURE[code] ?? message,
      fields: Object.fromEntries((fields ?? []).map((problem) => [problem.field, problem.message])),
    })
  }
  return new ApiFailure({ status: response.status, code: `HTTP_${response.status}`, message: t('failure.unreadable') })
}

/** A proxy between us and the server may answer with a page of its own; only our own shape is believed. */
function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error &&
    typeof error.message === 'string'
  )
}
