/** Forms of configurations, read from the schemas of the real connectors; and times as people say them. */

import { describe, expect, it } from 'vitest'
import { connectors } from '../../connectors/index.ts'
import {
  configOf,
  type ConfigForm,
  draftOf,
  formsForPages,
  formsOf,
  missingIn,
} from '../../src/ui/pages/source-setup/config-schema.ts'
import { cronOf, whenOf } from '../../src/ui/pages/source-setup/schedule.ts'

const schemaOf = (name: string): unknown =>
  JSON.parse(JSON.stringify(connectors.find((connector) => connector.name === name)?.configSchema))
const kindsOf = (forms: readonly ConfigForm[]): Record<string, string> =>
  Object.fromEntries(
    forms.flatMap(({ fields }) =>
      fields.flatMap((field) => {
        if (field.kind === 'group') return Object.entries(kindsOf([{ title: '', constants: {}, fields: field.fields }]))
        return field.kind === 'forms' ? Object.entries(kindsOf(field.forms)) : [[field.path, field.kind]]
      }),
    ),
  )

const WRITTEN: readonly (readonly [string, Record<string, unknown>])[] = [
  ['oneroster-csv', { path: '/srv/roster.zip' }],
  ['oneroster-csv', { url: 'https://a.example/x.zip', headers: { 'X-Key': '••••••' } }],
  ['oneroster-csv', { sftp: { host: 'a.example', port: 2222, user: 'us', privateKey: 'a\nb\n', path: '/x.zip' } }],
  [
    'oneroster-rest',
    {
      version: '1.2',
      baseUrl: 'https://a.example',
      pageSize: 10,
      incremental: true,
      auth: { type: 'oauth1', key: 'k', secret: '••••••', signatureMethod: 'HMAC-SHA1' },
    },
  ],
  ['oneroster-rest', { version: '1.1', baseUrl: 'https://a.example', auth: { type: 'bearer', token: '••••••' } }],
  ['clever', { token: '••••••', events: true }],
  ['clever', { clientId: 'us', clientSecret: '••••••', district: 'x' }],
  ['educator-csv', { list: 'whole' }],
  ['educator-csv', {}],
]

describe('a configuration', () => {
  it.each(WRITTEN)('of %s comes out of its form as it went in: %j', (name, config) => {
    const forms = formsOf(schemaOf(name))
    const draft = draftOf(forms, config)
    expect(missingIn(forms, draft)).toEqual([])
    expect(configOf(forms, draft)).toEqual(config)
  })

  it('hides what is secret, and takes a key of several lines', () => {
    const csv = kindsOf(formsOf(schemaOf('oneroster-csv')))
    expect(csv).toMatchObject({ '/sftp/password': 'secret', '/sftp/privateKey': 'long-secret', '/headers': 'pairs' })
    const rest = kindsOf(formsOf(schemaOf('oneroster-rest')))
    expect(rest).toMatchObject({ '/auth/clientSecret': 'secret', '/auth/secret': 'secret', '/auth/token': 'secret' })
  })

  it('names what is missing in the chosen form only', () => {
    const forms = formsOf(schemaOf('oneroster-rest'))
    const draft = draftOf(forms, {})
    expect(missingIn(forms, draft)).toEqual(['/version', '/baseUrl', '/auth/clientId', '/auth/clientSecret'])
    const chosen = { ...draft, forms: { ...draft.forms, '/auth': 2 } }
    expect(missingIn(forms, chosen)).toEqual(['/version', '/baseUrl', '/auth/token'])
    expect(configOf(forms, chosen)).toEqual({ auth: { type: 'bearer' } })
  })

  it('names no file of the server at a page, and can be filled in there whatever the connector', () => {
    for (const { name } of connectors) {
      const forms = formsForPages(formsOf(schemaOf(name)))
      expect(forms.length, name).toBeGreaterThan(0)
      expect(Object.values(kindsOf(forms)), name).not.toContain('of-machine')
      // Every field has a name that people read.
      const names = forms.flatMap(({ fields }) =>
        fields.flatMap(({ kind, label }) => (kind === 'group' ? [] : [label])),
      )
      expect(
        names.filter((label) => /^[a-z]/.test(label)),
        name,
      ).toEqual([])
      expect(forms.length === 1 || forms.every(({ title }) => title !== ''), name).toBe(true)
    }
  })
})

describe('a time', () => {
  it.each([
    ['0 2 * * *', 'daily', '02:00'],
    ['30 22 * * 1-5', 'weekdays', '22:30'],
    ['0 2 * * 1,4', 'own', '02:00'],
    ['99 2 * * *', 'own', '02:00'],
    [null, 'none', '02:00'],
  ])('of %s is %s, and stays as it was', (cron, rhythm, time) => {
    const when = whenOf(cron)
    expect(when).toMatchObject({ rhythm, time })
    expect(cronOf(when)).toBe(cron)
  })
})
