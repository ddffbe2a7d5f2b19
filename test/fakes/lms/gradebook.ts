/** Assignment and grades of the demo LMS: line items of a course and the scores on them. */

import { readBody, sendJson } from './answers.ts'
import type { LmsPart, Platform } from './platform.ts'
import { statusFor } from './service-tokens.ts'

const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
const LINE_ITEM = `${AGS}/scope/lineitem`
const SCORE = `${AGS}/scope/score`
const ITEMS = /^\/services\/courses\/([^/]+)\/items$/
const SCORES = /^\/services\/courses\/([^/]+)\/items\/(\d+)\/scores$/

export interface Gradebook {
  readonly items: { id: string; label: string; scoreMaximum: number; resourceId: string; tag: string }[]
  readonly scores: { readonly item: string; readonly score: Readonly<Record<string, unknown>> }[]
}

const books = new WeakMap<Platform, Gradebook>()

export function gradebookOf(platform: Platform): Gradebook {
  const known = books.get(platform)
  if (known !== undefined) return known
  const book: Gradebook = { items: [], scores: [] }
  books.set(platform, book)
  return book
}

export const gradebook: LmsPart = {
  claims: (platform, { course, tool }) =>
    course === null || !tool.scopes.includes(LINE_ITEM)
      ? {}
      : {
          [`${AGS}/claim/endpoint`]: {
            scope: tool.scopes.filter((scope) => scope.startsWith(AGS)),
            lineitems: itemsUrl(platform, course.id),
          },
        },
  async answer(platform, exchange) {
    const { url, request, response } = exchange
    const [, scored, number = ''] = SCORES.exec(url.pathname) ?? []
    const [, course] = ITEMS.exec(url.pathname) ?? []
    if (scored === undefined && course === undefined) return false
    const status = statusFor(platform, exchange, scored === undefined ? LINE_ITEM : SCORE)
    const book = gradebookOf(platform)
    if (status !== 200) sendJson(response, status, { errors: 'refused' })
    else if (scored !== undefined) {
      book.scores.push({ item: number, score: JSON.parse(await readBody(request)) as Record<string, unknown> })
      response.writeHead(200).end()
    } else if (request.method === 'POST') {
      const item = JSON.parse(await readBody(request)) as Omit<Gradebook['items'][number], 'id'>
      // Moodle's line items have a query of their own, and what is under them goes before it.
      const query = platform.profile.name === 'moodle' ? '?type_id=1' : ''
      const made = { ...item, id: `${itemsUrl(platform, course ?? '')}/${book.items.length + 1}${query}` }
      book.items.push(made)
      sendJson(response, 201, made)
    } else sendJson(response, 200, book.items)
    return true
  },
}

function itemsUrl({ url }: Platform, courseId: string): string {
  return `${url}/services/courses/${encodeURIComponent(courseId)}/items`
}
