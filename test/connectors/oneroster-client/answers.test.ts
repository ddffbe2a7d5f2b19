/** What an answer has to be to count as rows, and that everything else is a failure and never an empty list. */

import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { readStatusInfo } from '../../../connectors/oneroster-client/status-info.ts'
import type { JsonValue } from '../../../connectors/oneroster-client/json.ts'
import type { CollectionName } from '../../../connectors/oneroster-client/collections.ts'
import { all, answerPage, clientOf, errorOf, orgs, sendJson, serve } from './provider.ts'
import type { Provider } from './provider.ts'

let provider: Provider

afterEach(() => provider.close())

/** Gives that answer to everything. */
async function always(answer: (response: ServerResponse) => void): Promise<void> {
  provider = await serve((_seen, response) => answer(response))
}

const pull = (collection: CollectionName = 'orgs'): Promise<unknown> =>
  all(clientOf(provider, { limits: { attemptsMax: 1 } }).pages(collection))

describe('an answer that is no page', () => {
  const HTML = '<!doctype html><title>Sign in</title>'
  const INFO = { imsx_codeMajor: 'failure', imsx_severity: 'error', imsx_description: 'no' }

  it.each([
    ['a web page', 200, HTML, 'ANSWER_NOT_JSON'],
    ['nothing at all', 200, '', 'ANSWER_NOT_JSON'],
    ['an empty object', 200, '{}', 'ENVELOPE_MISSING'],
    ['a list without its envelope', 200, '[]', 'ENVELOPE_MISSING'],
    ['null', 200, 'null', 'ENVELOPE_MISSING'],
    ['a number', 200, '0', 'ENVELOPE_MISSING'],
    ['another envelope', 200, '{"classes":[]}', 'ENVELOPE_MISSING'],
    ['null for the list', 200, '{"orgs":null}', 'ENVELOPE_MISSING'],
    ['an object for the list', 200, '{"orgs":{}}', 'ENVELOPE_MISSING'],
    ['a word for the list', 200, '{"orgs":"none"}', 'ENVELOPE_MISSING'],
    ['half of a list', 200, '{"orgs":[{"sourcedId":"1"},', 'BODY_CUT_SHORT'],
    ['a bare error', 200, JSON.stringify(INFO), 'ANSWER_IS_ERROR'],
    ['a wrapped error', 200, JSON.stringify({ imsx_StatusInfo: INFO }), 'ANSWER_IS_ERROR'],
    ['an error beside an empty list', 200, JSON.stringify({ ...INFO, orgs: [] }), 'ANSWER_IS_ERROR'],
    ['nothing, said by status', 204, '', 'STATUS_UNEXPECTED'],
    ['a part', 206, '{"orgs":[]}', 'STATUS_UNEXPECTED'],
    ['a list with an error status', 500, '{"orgs":[]}', 'SERVER_FAILED'],
    ['a web page of a gateway', 502, HTML, 'SERVER_FAILED'],
    ['401', 401, '{}', 'UNAUTHORIZED'],
    ['403', 403, '{}', 'FORBIDDEN'],
    ['404', 404, HTML, 'NOT_FOUND'],
    ['410', 410, '{}', 'NOT_FOUND'],
    ['418', 418, '{}', 'STATUS_UNEXPECTED'],
    ['429', 429, '{}', 'RATE_LIMITED'],
  ])('%s is a failure', async (_name, status, body, code) => {
    await always((response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body))
    expect(await errorOf(pull())).toMatchObject({ code, status, path: '/orgs', offset: 0 })
  })

  it('an empty list is a page, whatever the type of the content is called', async () => {
    await always((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('{"orgs":[]}'))
    expect(await pull()).toMatchObject([{ received: 0, isEnd: true, warnings: [] }])
  })

  it('an error that says the server is busy passes', async () => {
    let count = 0
    await always((response) => {
      count += 1
      sendJson(response, count === 1 ? { imsx_codeMinor: 'server_busy' } : { orgs: [] })
    })
    expect(await all(clientOf(provider).pages('orgs'))).toHaveLength(1)
  })

  it('status information about a success is no error', async () => {
    await always((response) =>
      sendJson(response, {
        imsx_codeMajor: 'success',
        imsx_severity: 'status',
        imsx_codeMinor: 'fullsuccess',
        orgs: [],
      }),
    )
    expect(await pull()).toMatchObject([{ received: 0 }])
  })
})

describe('the envelope', () => {
  it.each([
    ['students', 'users'],
    ['teachers', 'users'],
    ['schools', 'orgs'],
    ['terms', 'academicSessions'],
    ['gradingPeriods', 'academicSessions'],
  ] as const)('of %s is %s', async (collection, key) => {
    await always((response) => sendJson(response, { [key]: [] }))
    expect(await pull(collection)).toMatchObject([{ warnings: [] }])
  })

  it.each([
    ['users', 'students'],
    ['students', 'students'],
    ['teachers', 'teachers'],
    ['schools', 'schools'],
    ['terms', 'terms'],
    ['gradingPeriods', 'gradingPeriods'],
    ['academicSessions', 'academicsessions'],
    ['users', 'Users'],
  ] as const)('of %s may be %s, with a warning', async (collection, key) => {
    await always((response) => sendJson(response, { [key]: [] }))
    expect(await pull(collection)).toMatchObject([{ warnings: ['envelope_alternate'] }])
  })

  it('is the standard’s where there are two', async () => {
    await always((response) => sendJson(response, { students: [], users: [] }))
    expect(await pull('students')).toMatchObject([{ warnings: [] }])
  })

  it('is not taken from an object’s own machinery', async () => {
    await always((response) => response.end('{"__proto__":{"orgs":[]}}'))
    expect(await errorOf(pull())).toMatchObject({ code: 'ENVELOPE_MISSING' })
  })
})

describe('the text of an answer', () => {
  it('may begin with a byte order mark', async () => {
    await always((response) => response.end(Buffer.from('\uFEFF{"orgs":[]}')))
    expect(await pull()).toMatchObject([{ warnings: [] }])
  })

  it('that is no UTF-8 is read as windows-1252, with a warning and without lost letters', async () => {
    provider = await serve((seen, response) =>
      seen.query.get('offset') === '0'
        ? response.end(Buffer.from('{"orgs":[{"sourcedId":"1","name":"Se\xf1or"}]}', 'latin1'))
        : sendJson(response, { orgs: [] }),
    )
    const [first] = await all(clientOf(provider).pages('orgs'))
    expect(first?.rows[0]?.record.name).toBe('Señor')
    expect(first?.warnings).toEqual(['encoding_guessed'])
  })
})

describe('rows that are no objects', () => {
  it('count as received and are told', async () => {
    provider = await serve((seen, response) =>
      answerPage({ rows: [orgs(1)[0], null, 'x', ...orgs(1, 1)] as never }, seen, response),
    )
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.map((page) => [page.received, page.rows.length, page.warnings])).toEqual([
      [4, 2, ['rows_unreadable']],
      [0, 0, []],
    ])
  })

  it('or that are nested deeper than anybody can write end no pull', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
    const rows = `{"name":"without an id","metadata":{"a":${deep}}},{"sourcedId":"o-1","name":${deep}}`
    provider = await serve((seen, response) =>
      response.end(seen.query.get('offset') === '0' ? `{"orgs":[${rows}]}` : '{"orgs":[]}'),
    )
    const [first] = await all(clientOf(provider).pages('orgs'))
    expect(first?.rows.map(({ record, issues }) => [record.sourcedId, issues.length])).toEqual([
      [null, 0],
      ['o-1', 1],
    ])
  })
})

describe('status information', () => {
  const shapes: readonly (readonly [string, JsonValue])[] = [
    [
      'as the standard has it',
      {
        imsx_codeMajor: 'failure',
        imsx_severity: 'error',
        imsx_CodeMinor: {
          imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'f', imsx_codeMinorFieldValue: 'invalid_filter_field' }],
        },
      },
    ],
    [
      'wrapped',
      {
        imsx_StatusInfo: {
          imsx_codeMajor: 'failure',
          imsx_CodeMinor: { imsx_codeMinorField: { imsx_codeMinorFieldValue: 'invalid_filter_field' } },
        },
      },
    ],
    ['with a minor code that is a word', { imsx_codeMajor: 'Failure', imsx_codeMinor: 'invalid_filter_field' }],
  ]

  it.each(shapes)('is read %s', (_name, body) => {
    expect(readStatusInfo(body)).toEqual({
      isFailure: true,
      minorCodes: ['invalid_filter_field'],
      refusedPart: 'filter',
    })
  })

  it('passes on nothing but the standard’s words', () => {
    const info = readStatusInfo({ imsx_codeMajor: 'failure', imsx_codeMinor: 'user jane.doe is locked' })
    expect(info).toEqual({ isFailure: true, minorCodes: [], refusedPart: null })
  })

  it.each([
    ['sort', 'Unknown sort field'],
    ['limit', 'The limit must be at most 500.'],
  ])('tells of %s by its description', (part, text) => {
    expect(readStatusInfo({ imsx_severity: 'error', imsx_description: text })?.refusedPart).toBe(part)
  })

  it.each([['a word'], [null], [{}], [[]], [{ orgs: [] }]])('is not seen in %j', (body) => {
    expect(readStatusInfo(body)).toBeNull()
  })
})
