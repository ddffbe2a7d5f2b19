/** What the API answers when it can't do what was asked: a status, a code and a sentence, the same shape everywhere. */

import { STATUS_CODES } from 'node:http'
import { Refusal } from '../access/grant.ts'
import { Failure } from '../roster/failure.ts'
import type { ErrorBody } from './contract/shapes.ts'

type Field = NonNullable<ErrorBody['error']['fields']>[number]

/** Thrown by routes, caught by the error middleware. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly code: string
  readonly fields: readonly Field[]
  constructor(status: number, code: string, message: string, fields: readonly Field[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.fields = fields
  }
}

/** What doesn't exist and what somebody may not see get this very answer, byte for byte. */
export function notFound(): HttpError {
  return new HttpError(404, 'not_found', 'There is no such thing here.')
}

/** What was found. @throws HttpError 404 where that is nothing */
export function orNotFound<Found>(found: Found | null): Found {
  if (found === null) throw notFound()
  return found
}

/** Something is wrong with what was sent, and a person can mend it: all of it at once. */
export function unprocessable(code: string, message: string, fields: readonly Field[] = []): HttpError {
  return new HttpError(422, code, message, fields)
}

export interface ErrorReply {
  readonly status: number
  readonly body: ErrorBody
  /** Whether somebody who runs the installation should look. */
  readonly isOurs: boolean
}

/** The answer to whatever was thrown. What isn't known is a 500 that tells nothing of it. */
export function replyTo(thrown: unknown): ErrorReply {
  if (thrown instanceof HttpError) return reply(thrown.status, thrown.code, thrown.message, thrown.fields)
  if (thrown instanceof Refusal) return replyToRefusal(thrown)
  if (thrown instanceof Failure) return replyToFailure(thrown)
  return replyToParser(thrown) ?? ours(500, 'internal', 'Something went wrong on our side. It was written to the log.')
}

function replyToRefusal(refusal: Refusal): ErrorReply {
  if (refusal.code === 'not_found') return replyTo(notFound())
  if (refusal.missing === 'seat')
    return reply(
      403,
      'seat_needed',
      'Your role needs a seat of the licence for this, and you wait for one. What you can open is listed under "may" of GET /api/v1/me.',
    )
  return reply(403, 'forbidden', 'Your roles here do not allow this. Ask an administrator of your district.')
}

function replyToFailure(failure: Failure): ErrorReply {
  // Whatever it was that somebody wanted to delete.
  if (failure.code === 'UNDER_HOLD') return reply(409, 'under_hold', failure.message)
  if (failure.disposition === 'retry') return ours(503, failure.code, 'This is not possible just now. Try again soon.')
  return ours(500, failure.code, 'Something went wrong on our side. It was written to the log.')
}

/** What Express's body parsers throw: an error with a status and a type. */
function replyToParser(thrown: unknown): ErrorReply | null {
  if (!(thrown instanceof Error) || !('status' in thrown) || !('type' in thrown)) return null
  if (thrown.status === 413) return reply(413, 'too_large', 'The request is larger than the limit.')
  if (thrown.status === 415) return reply(415, 'media_type', 'This encoding is not taken.')
  if (thrown.status === 400) return reply(400, 'malformed', 'The request could not be read as JSON.')
  return null
}

function reply(status: number, code: string, message: string, fields: readonly Field[] = []): ErrorReply {
  const error = { code, message, ...(fields.length === 0 ? {} : { fields: [...fields] }) }
  const type = `urn:staffroom:problem:${code}`
  const title = STATUS_CODES[status] ?? 'Refused'
  return { status, body: { type, title, status, detail: message, error }, isOurs: false }
}

function ours(status: number, code: string, message: string): ErrorReply {
  return { ...reply(status, code, message), isOurs: true }
}

/** Why what a coach wrote stays closed, in a district whose rule `privateNotes` is on. */
export const NOTES_PRIVATE = 'In your district notes are read by nobody but the coach who wrote them.'
