/** One request to the API: JSON both ways (or a file back), a deadline, and every way it can fail as an `ApiFailure`. */
import type { ErrorBody } from '../../http/contract/shapes.ts'
import { ApiFailure } from '../api-failure.ts'
import { addressOf } from '../operations.ts'
import type { AnswerOf, AnyGiven, Given, Operation } from '../operations.ts'
import { t } from '../translate.ts'
import type { Sights } from './sights.ts'

const DEADLINE_MS = 20_000
const FILE_DEADLINE_MS = 180_000

/** How a request says whose it is: by a token in memory (in a frame), or by the browser's cookie and the page's mark of it. */
export type Credential = { readonly token: string } | { readonly mark: string }

/** A page that may have a cookie and doesn't know its session yet. */
export const STARTING: Credential = { mark: 'start' }

/**
 * The body of the answer (null for 204), by the shape the contract gives it: server and pages are built from one
 * contract, so nothing is checked again here. `credential` null: as nobody. Throws `ApiFailure`, but for a call its caller
 * aborted: that throws the signal's own reason.
 */
export function request<Name extends Operation>(
  name: Name,
  given: Given<Name>,
  credential: Credential | null,
  sights?: Sights,
): Promise<AnswerOf<Name>>
export async function request(
  name: Operation,
  given: AnyGiven,
  credential: Credential | null,
  sights?: Sights,
): Promise<unknown> {
  const seen = given.seen === undefined ? (sights?.of(name, given.params) ?? null) : given.seen
  const response = await answered(name, { ...given, seen }, credential)
  if (response.ok) sights?.answered(name, given, response.headers.get('etag'))
  if (response.status === 412) sights?.refused()
  if (response.status === 204) return null
  const body = await bodyOf(response)
  if (response.ok) return body
  throw failureOf(response, body)
}

async function answered(name: Operation, given: AnyGiven, credential: Credential | null): Promise<Response> {
  const { method, path } = addressOf(name, given)
  const headers = {
    accept: 'application/json',
    ...headersOf(credential),
    ...(given.seen === undefined || given.seen === null ? {} : { 'if-match': given.seen }),
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

function failureOf(response: Response, body: unknown): ApiFailure {
  if (isErrorBody(body)) {
    const { code, message, fields } = body.error
    return new ApiFailure({
      status: response.status,
      code,
      message,
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
