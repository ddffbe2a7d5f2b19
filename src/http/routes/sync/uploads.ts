/** Lists of educators by a page: the empty one, a new one, what was understood of it, yes or no. */

import {
  confirmUpload,
  discardUpload,
  uploadEducators,
  type UploadProblem,
} from '../../../actions/sync/upload-educators.ts'
import { viewLists, viewUpload } from '../../../views/sync/uploads.ts'
import { OrderGiven, SourceParams } from '../../contract/run-orders.ts'
import { EducatorLists, Upload, UploadBody, UploadGiven, UploadParams } from '../../contract/uploads.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const access = { capability: 'upload_csv:educator' } as const

/** `/api/v1/educator-lists`, `/api/v1/educator-uploads`. */
export function addUploadRoutes(table: RouteTable, world: DomainWorld): void {
  addListRoutes(table, world)
  addDecisionRoutes(table, world)
}

function addListRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/educator-lists',
    access,
    summary:
      'The sources that take lists of educators, with the newest list of each, and the columns that are understood.',
    response: EducatorLists,
    handle: async ({ grant }) => ({ status: 200, body: await viewLists(world, grant) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/educator-lists/template',
    access,
    summary: 'An empty list of educators, as a CSV file.',
    handle: () => ({
      status: 200,
      text: world.settings.uploads.csv,
      headers: {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="educators.csv"',
      },
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/educator-lists/:sourceId/uploads',
    access,
    summary: 'Hands a list over. The worker looks at it and changes nothing until it is confirmed.',
    params: SourceParams,
    body: UploadBody,
    large: true,
    response: UploadGiven,
    status: 202,
    handle: async ({ grant, params, body }) => {
      const outcome = await uploadEducators(world, grant, { ...params, ...body })
      if ('uploadId' in outcome) return { status: 202, body: outcome }
      throw problemOf(outcome.problem, world.settings.uploads)
    },
  })
}

function addDecisionRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/educator-uploads/:uploadId',
    access,
    summary: 'A list that was handed over: how it stands, what was understood of it, and what each row would do.',
    params: UploadParams,
    response: Upload,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewUpload(world, grant, params.uploadId)),
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/educator-uploads/:uploadId/confirmation',
    access,
    summary: 'Asks the worker to apply a list that it has looked at.',
    params: UploadParams,
    response: OrderGiven,
    status: 202,
    handle: async ({ grant, params }) => {
      const outcome = await confirmUpload(world, grant, params.uploadId)
      if ('orderId' in outcome) return { status: 202, body: outcome }
      throw undecidable(outcome.problem)
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/educator-uploads/:uploadId',
    access,
    summary: 'Drops a list that was not confirmed.',
    params: UploadParams,
    status: 204,
    handle: async ({ grant, params }) => {
      const problem = await discardUpload(world, grant, params.uploadId)
      if (problem !== null) throw undecidable(problem)
      return { status: 204 }
    },
  })
}

function undecidable(problem: 'upload_unknown' | 'not_checked'): HttpError {
  if (problem === 'upload_unknown') return notFound()
  return new HttpError(
    409,
    'upload_not_open',
    'This list does not wait for a decision: it is being looked at, or somebody has decided. Open the page anew.',
  )
}

function problemOf(problem: UploadProblem, { bytesMax, perHourMax }: DomainWorld['settings']['uploads']): HttpError {
  const on = (message: string) => unprocessable('not_a_list', message, [{ field: 'content', code: problem, message }])
  switch (problem) {
    case 'source_unknown':
      return notFound()
    case 'waits_already':
      return new HttpError(
        409,
        'upload_waits',
        'A list of this source waits already. Confirm or drop that one first; then hand over the next.',
      )
    case 'too_many':
      return new HttpError(
        429,
        'too_many_uploads',
        `Your district has handed over ${perHourMax} lists within an hour. Wait a while, then try again.`,
      )
    case 'empty':
      return on('The file is empty. Choose a file with a row of column names and at least one person.')
    case 'too_large':
      return on(
        `The file is larger than ${Math.floor(bytesMax / 1_048_576)} MB. Split the list and upload the parts one after the other.`,
      )
    case 'other_file':
      return on(
        'This is no CSV file but a workbook, a PDF, a picture or a packed file. Open it in your spreadsheet program, save it as "CSV UTF-8 (comma delimited)", and choose that file.',
      )
    case 'not_base64':
      return on('The file did not arrive whole. Choose it again.')
  }
}
