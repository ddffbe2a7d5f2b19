import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openFakeSources, SILENT_HOST, TAKEN_NAME } from '../ui/fake-sources.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages
const SECRET = 'secret-canary-2b8e'

beforeEach(() => {
  Object.assign(backend.sources, openFakeSources())
})

async function open(hash = '#/sync/settings'): Promise<OpenedPage> {
  return pages.open(launchOf('it', hash))
}
const form = (page: Page) => page.getByRole('form')
const calls = (start: string) => backend.asked.filter((call) => call.startsWith(start)).length

test('says at each field what is missing, and asks nothing of the server', async () => {
  const { page, close } = await open('#/sync/new-source')
  await form(page).waitFor()
  const before = calls('POST /api/v1/source')
  await page.getByLabel('Kind of feed').selectOption({ label: 'OneRoster REST' })
  await page.getByRole('button', { name: 'Try the connection' }).click()
  expect(await page.getByText('This is needed.').count()).toBe(4)
  await form(page).getByRole('button', { name: 'Add a source' }).click()
  await page.getByText('a letter or digit first').waitFor()
  expect(calls('POST /api/v1/source')).toBe(before)
  await inspect(page, 'source new with what is missing')
  await close()
})

test('a source is tried, added with its time, and its secret is on no page afterwards', async () => {
  const { page, close } = await open()
  await page.getByRole('link', { name: 'Add a source' }).click()
  await page.getByLabel('Kind of feed').selectOption({ label: 'OneRoster REST' })
  await page.getByLabel('Short name').fill(TAKEN_NAME)
  await page.getByLabel('Version of OneRoster').selectOption('1.2')
  await page.getByLabel('Address of the API').fill(`https://${SILENT_HOST}/ims/oneroster/rostering/v1p2`)
  await page.getByLabel('Client id').fill('staffroom')
  await page.getByRole('textbox', { name: 'Client secret' }).fill(SECRET)
  await page.getByRole('button', { name: 'Try the connection' }).click()
  await page.getByText('nothing answers at this address').waitFor()
  await page.getByLabel('Address of the API').fill('https://sis.example/ims/oneroster/rostering/v1p2')
  await page.getByRole('button', { name: 'Try the connection' }).click()
  await page.getByText('837 shared').waitFor()
  await page.getByLabel('When it syncs').selectOption({ label: 'Monday to Friday' })
  await page.getByLabel('Time', { exact: true }).fill('22:30')
  await inspect(page, 'source new after a try')
  await form(page).getByRole('button', { name: 'Add a source' }).click()
  await page.getByText('Choose another name').waitFor()
  await page.getByLabel('Short name').fill('sis-rest')
  await form(page).getByRole('button', { name: 'Add a source' }).click()
  await page.getByRole('heading', { level: 1, name: 'Source sis-rest' }).waitFor()
  expect(backend.sources.sent.at(-1)).toEqual({
    id: 'sis-rest',
    connector: 'oneroster-rest',
    schedule: '30 22 * * 1-5',
    config: {
      version: '1.2',
      baseUrl: 'https://sis.example/ims/oneroster/rostering/v1p2',
      auth: { type: 'oauth2', clientId: 'staffroom', clientSecret: SECRET },
    },
  })
  expect(await page.getByRole('textbox', { name: 'Client secret' }).inputValue()).toBe('••••••')
  expect(await page.content()).not.toContain(SECRET)
  await page.getByRole('link', { name: 'Back to the sync settings' }).click()
  await page.getByText('Monday to Friday at 22:30').waitFor()
  await close()
})

test('a source is changed: dots stay dots, and a secret that would go elsewhere is asked for again', async () => {
  const { page, close } = await open('#/sync/sources/clever-pilot')
  await page.getByLabel('Records in one answer').fill('100')
  await form(page).getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. It counts from the next sync on.').waitFor()
  expect(backend.sources.sent.at(-1)).toMatchObject({ config: { token: '••••••', pageSize: 100 }, schedule: null })
  await page.getByLabel('Address of the API').fill('https://elsewhere.example/v3.1')
  await form(page).getByRole('button', { name: 'Save' }).click()
  await page.getByText('has to be written again').waitFor()
  await inspect(page, 'source with a refusal')
  await close()
})

test('a source that rests says why, goes on, and rests again', async () => {
  const { page, close } = await open('#/sync/sources/clever-pilot')
  await page.getByText('It rests because a run of it was taken back').waitFor()
  await page.getByRole('button', { name: 'Resume it' }).click()
  await page.getByText('It goes on with its next time.').waitFor()
  await page.getByRole('button', { name: 'Pause it' }).click()
  await page.getByText('It is paused and doesn’t start').waitFor()
  await close()
})

test('a source is removed after it was said what stays; one with an open run is not', async () => {
  const { page, close } = await open('#/sync/sources/hr-educators')
  await page.getByRole('button', { name: 'Remove hr-educators' }).click()
  await page.getByText('Everybody it brought stays on the roster').waitFor()
  await inspect(page, 'source about to be removed')
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sync settings' }).waitFor()
  await page.getByRole('link', { name: 'clever-pilot' }).waitFor()
  expect(await page.getByRole('link', { name: 'hr-educators' }).count()).toBe(0)
  await inspect(page, 'settings with sources')
  await page.goto(`${pages.app.origin}${launchOf('it', '#/sync/sources/sis-nightly')}`)
  expect(await page.getByLabel('File or folder').getAttribute('readonly')).not.toBeNull()
  await page.getByRole('button', { name: 'Remove sis-nightly' }).click()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('waits for a decision').waitFor()
  await inspect(page, 'source of a file on the server')
  await close()
})

test('headers of an address are added and taken out', async () => {
  const { page, close } = await open('#/sync/new-source')
  await page.getByLabel('How it is reached').selectOption({ label: 'By https' })
  await page.getByRole('button', { name: 'Add a header' }).click()
  await page.getByRole('button', { name: 'Add a header' }).click()
  await page.getByLabel('Name of header 1').fill('X-Wrong')
  await page.getByLabel('Name of header 2').fill('X-Key')
  await page.getByRole('textbox', { name: 'Value of header 2' }).fill(SECRET)
  await page.getByRole('button', { name: 'Remove header 1' }).click()
  await page.getByLabel('Address of the zip').fill('https://sis.example/roster.zip')
  await inspect(page, 'source new with headers')
  await page.getByRole('button', { name: 'Try the connection' }).click()
  await page.getByText('837 shared').waitFor()
  expect(backend.sources.sent.at(-1)).toMatchObject({
    config: { url: 'https://sis.example/roster.zip', headers: { 'X-Key': SECRET } },
  })
  await close()
})

test('the roster is taken along by who may, and by nobody else', async () => {
  const { page, close } = await open('#/sync')
  await page.getByLabel('With who has left the roster').check()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the roster' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^roster-riverside-\d{4}-\d\d-\d\d\.zip$/)
  expect(backend.asked.filter((call) => call.startsWith('GET /api/v1/roster-export'))).toHaveLength(1)
  await inspect(page, 'sync status with the roster to take along')
  await close()
  const school = await pages.open(launchOf('school-admin', '#/sync'))
  await school.page.getByRole('heading', { level: 1 }).waitFor()
  expect(await school.page.getByRole('button', { name: 'Download the roster' }).count()).toBe(0)
  await school.close()
})
