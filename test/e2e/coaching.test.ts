/** A coach's log in a real browser: by keyboard, in seconds, drafts, putting right, tags; and the district's words. */

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { SHAKY_NAME } from '../ui/fake-attachments.ts'
import { TAKEN_TAG } from '../ui/fake-coaching.ts'
import { openFakeCycles } from '../ui/fake-cycles.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages
const QUICK_MS = 15_000
/** What a coach who knows the form takes to a key. */
const KEY_MS = 120

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** A date is several stops, as many as the browser has for it. */
async function tabTo(page: Page, tag: string): Promise<void> {
  for (let stops = 0; stops < 12; stops += 1) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate(() => document.activeElement?.tagName)) === tag) return
  }
}

const mine = () => backend.interactions.get('coach') ?? []

describe('the quick log', () => {
  test('takes less than fifteen seconds from opening to logged, typed by hand, in the frame of an LMS', async () => {
    const started = performance.now()
    const { page, close } = await pages.open(launchOf('coach'), 700)
    await page.getByRole('combobox', { name: 'Educators' }).waitFor()
    await press(page, 'Tab', 'Enter', 'Tab')
    await page.keyboard.type('ines gar', { delay: KEY_MS })
    await page.getByRole('option').first().waitFor()
    await press(page, 'ArrowDown', 'Enter', 'Tab')
    await page.keyboard.type('20', { delay: KEY_MS })
    await tabTo(page, 'TEXTAREA')
    await page.keyboard.type('Corridor: exit tickets work', { delay: KEY_MS })
    await press(page, 'Control+Enter')
    await page.getByText('Logged', { exact: true }).waitFor()
    const took = performance.now() - started
    expect(took).toBeLessThan(QUICK_MS)
    expect(mine()[0]).toMatchObject({ minutes: 20, notes: 'Corridor: exit tickets work', tags: [] })
    await expect.poll(() => backend.drafts.size).toBe(0)
    await close()
  })

  test('tags who was typed when Enter comes before the names, and nobody where something else was typed since', async () => {
    const { page, close } = await pages.open(launchOf('coach'), 700)
    const before = mine().length
    const gate = Promise.withResolvers<undefined>()
    await page.route('**/api/v1/coaching/educators**', async (route) => {
      await gate.promise
      await route.continue()
    })
    await page.goto(pages.app.origin + launchOf('coach'))
    await page.getByRole('combobox', { name: 'Educators' }).focus()
    await page.keyboard.type('hiro')
    await page.getByText('Names are on their way').waitFor()
    await press(page, 'Enter')
    await page.keyboard.type('x')
    await press(page, 'Enter', 'Backspace', 'Enter')
    expect(mine()).toHaveLength(before)
    gate.resolve(undefined)
    await page.locator('.mantine-Pill-root', { hasText: 'Hiro Adeyemi' }).waitFor()
    expect(await page.locator('.mantine-Pill-root').count()).toBe(1)
    expect(await page.getByRole('combobox', { name: 'Educators' }).inputValue()).toBe('')
    // Nothing is left behind as a draft.
    await press(page, 'Backspace')
    await expect.poll(() => backend.drafts.size).toBe(0)
    await close()
  })

  test('takes a next step, tags and further schools, without a mouse', async () => {
    const { page, close } = await pages.open(launchOf('coach'), 360)
    await page.getByRole('combobox', { name: 'Educators' }).focus()
    await page.keyboard.type('hiro')
    await page.getByRole('option').first().waitFor()
    await press(page, 'ArrowDown', 'Enter')
    await page.getByRole('button', { name: 'Next step, tags, further schools' }).focus()
    await press(page, 'Enter')
    await page.getByLabel('Next step').focus()
    await page.keyboard.type('Try two exit tickets')
    await page.getByLabel('Due').fill('2099-01-15')
    await page.getByRole('combobox', { name: 'Tags' }).focus()
    await page.keyboard.type('small')
    await page.getByRole('option', { name: 'Small groups' }).waitFor()
    await press(page, 'ArrowDown', 'Enter', 'Tab')
    await page.getByRole('checkbox', { name: 'Email a copy of this interaction to tagged attendees' }).check()
    await page.getByRole('region', { name: 'Who gets what' }).getByText('Goes to Hiro Adeyemi').waitFor()
    await inspect(page, 'the log with all its fields')
    await press(page, 'Control+Enter')
    await page.getByText('Logged', { exact: true }).waitFor()
    expect(mine()[0]).toMatchObject({
      nextStepText: 'Try two exit tickets',
      nextStep: { dueOn: '2099-01-15', doneOn: null },
      tags: [{ name: 'Small groups' }],
    })
    expect(backend.mailed.get(mine()[0]?.id ?? '')).toMatchObject([{ educator: { givenName: 'Hiro' } }])
    const box = page.getByRole('checkbox', { name: 'Email a copy of this interaction to tagged attendees' })
    expect(await box.isChecked()).toBe(false)
    const entry = page.locator('.timeline-entry').first()
    await entry.getByRole('button', { name: /^Mail:/ }).click()
    await entry.getByText('on its way since').waitFor()
    await close()
  })

  test('keeps what was typed when the tab is closed at once, and several drafts side by side', async () => {
    const first = await pages.open(launchOf('coach'))
    await first.page.getByLabel('Notes').fill('Closed before it could pause')
    await first.page.close({ runBeforeUnload: false })
    await expect
      .poll(() => [...backend.drafts.values()].map(({ draft }) => draft.notes))
      .toEqual(['Closed before it could pause'])
    await first.close()
    const { page, close } = await pages.open(launchOf('coach'))
    await page.getByText('You began this earlier.').waitFor()
    expect(await page.getByLabel('Notes').inputValue()).toBe('Closed before it could pause')
    await page.getByRole('button', { name: 'Lay aside, begin another' }).click()
    expect(await page.getByLabel('Notes').inputValue()).toBe('')
    await page.getByLabel('Notes').fill('A second one')
    await page.getByText('Draft kept').waitFor()
    const others = page.getByRole('region', { name: 'Other drafts' })
    await others.getByText('Closed before it could pause').waitFor()
    await others.getByRole('button', { name: 'Go on' }).click()
    await expect.poll(() => page.getByLabel('Notes').inputValue()).toBe('Closed before it could pause')
    expect(backend.drafts.size).toBe(2)
    await page.getByRole('button', { name: 'Start afresh' }).click()
    await expect.poll(() => backend.drafts.size).toBe(1)
    backend.drafts.clear()
    await close()
  })
})

describe('an interaction of one’s own', () => {
  test('is put right in its place, shows what stood there before, is ticked off and deleted', async () => {
    const { page, close } = await pages.open(launchOf('coach'), 700)
    const entry = page
      .getByRole('listitem')
      .filter({ hasText: 'Try two exit tickets' })
      .or(page.locator('.timeline-entry').first())
    await entry.getByRole('button', { name: /^Edit:/ }).click()
    const minutes = entry.getByLabel('Minutes')
    await minutes.waitFor()
    await minutes.fill('0')
    await entry.getByRole('button', { name: 'Save' }).click()
    await entry.getByText('Enter whole minutes, 1 to 1,440.').waitFor()
    await minutes.fill('50')
    await press(page, 'Control+Enter')
    await entry.getByText('50 min').waitFor()
    await entry.getByRole('button', { name: /^Earlier versions:/ }).click()
    await entry.getByText('Changed by Maya Okafor').waitFor()
    await entry.getByText('What stood here before').waitFor()
    await inspect(page, 'earlier versions of an interaction')
    await entry.getByRole('button', { name: 'Done' }).click()
    await entry.getByText('Next step done').waitFor()
    const before = mine().length
    await entry.getByRole('button', { name: /^Delete:/ }).click()
    await page.getByText('The interaction goes for good').waitFor()
    expect(mine()).toHaveLength(before)
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await expect.poll(() => mine().length).toBe(before - 1)
    await close()
  })

  test('is tagged together with others', async () => {
    const { page, close } = await pages.open(launchOf('coach'), 360)
    await page.getByRole('button', { name: 'Tag several at once' }).click()
    await page.getByRole('button', { name: 'Choose all on this page' }).click()
    await page.getByText('8 chosen').waitFor()
    await page.getByLabel('Tag', { exact: true }).selectOption('Small groups')
    await inspect(page, 'several interactions being tagged')
    await page.getByRole('button', { name: 'Give the tag' }).click()
    await page.getByText('8 interactions changed').waitFor()
    expect(
      mine()
        .slice(0, 8)
        .every(({ tags }) => tags.some(({ name }) => name === 'Small groups')),
    ).toBe(true)
    await close()
  })
})

describe('the list of interactions', () => {
  test('is narrowed by day, kind, tag, school and educator, and its file is what it shows', async () => {
    const { page, close } = await pages.open(launchOf('coach'), 700)
    const list = page.locator('section', { has: page.getByRole('heading', { name: 'My interactions' }) })
    await list.getByRole('button', { name: 'Find interactions' }).click()
    await list.getByLabel('From').fill('2026-11-10')
    await list.getByLabel('To', { exact: true }).fill('2026-11-19')
    await list.getByLabel('Tag', { exact: true }).selectOption(TAKEN_TAG)
    await list.getByText('3 found').waitFor()
    expect(page.url()).toContain('from=2026-11-10')
    const asked = page.waitForRequest((request) => request.url().includes('/interactions/export'))
    await list.getByRole('button', { name: 'Export CSV' }).click()
    expect(new URL((await asked).url()).search).toBe('?by=me&from=2026-11-10&to=2026-11-19&tagId=61')
    await list.getByLabel('Type').selectOption({ index: 2 })
    await inspect(page, 'interactions that are looked for')
    // A link, or “back”, finds the same again.
    await page.goto(`${pages.app.origin}${launchOf('coach', '#/coach?from=2026-11-10&to=2026-11-19&tag=61')}`)
    await list.getByText('3 found').waitFor()
    expect(await list.getByLabel('From').inputValue()).toBe('2026-11-10')
    await list.getByRole('combobox', { name: 'Educator' }).fill('nobody')
    await list.getByText('Nobody in your schools has that name').waitFor()
    await list.getByRole('button', { name: 'Clear filters' }).click()
    await list.getByText('3 found').waitFor({ state: 'detached' })
    await list.getByRole('combobox', { name: 'Educator' }).fill(mine()[0]?.educators[0]?.familyName ?? '')
    await press(page, 'ArrowDown', 'Enter')
    await list.getByText(/ found$/).waitFor()
    await close()
  })

  test('has colleagues’ work where it is open to a coach, who chooses whose', async () => {
    const { page, close } = await pages.open(launchOf('coach'), 360)
    await page.getByLabel('Whose').selectOption('All that I may see')
    const list = page.locator('section', { has: page.getByRole('heading', { name: 'Interactions', exact: true }) })
    await list.getByText('Noor Haddad').waitFor()
    expect(await list.getByRole('button', { name: 'Tag several at once' }).count()).toBe(0)
    await list.getByRole('button', { name: 'Find interactions' }).click()
    await list.getByLabel('Coach').selectOption('Haddad, Noor')
    await list.getByText('1 found').waitFor()
    await inspect(page, 'interactions of a colleague')
    await close()
  })
})

describe('the time line of an educator', () => {
  test('opens from the list, with last contact, open steps and sums by school year', async () => {
    const { page, close } = await pages.open(launchOf('coach'), 360)
    await page.getByLabel('Search by name').fill('ana adey')
    await page.getByRole('link', { name: 'Adeyemi, Ana' }).click()
    await page.getByRole('heading', { name: 'Ana Adeyemi', level: 1 }).waitFor()
    await page.getByText('Last contact Nov 20, 2026 · 1 next step open').waitFor()
    await page.getByRole('table', { name: 'By school year' }).getByText('2026/27').waitFor()
    await inspect(page, 'the time line of an educator')
    await page.goto(`${pages.app.origin}${launchOf('coach', '#/coach/educators/none')}`)
    await page.getByText('There is nothing with that number').first().waitFor()
    await close()
  })
})

describe('the district’s words', () => {
  test('are added, renamed and switched off by its administrator', async () => {
    const { page, close } = await pages.open(launchOf('admin', '#/coach/words'), 360)
    await page.getByLabel('New tag').fill(TAKEN_TAG)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('The district has a tag of that name already.').waitFor()
    await page.getByLabel('New tag').fill('Feedback')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByLabel('Name of Feedback').fill('Feedback that helps')
    await page.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('button', { name: 'Offer no more: Small groups' }).click()
    await page.getByRole('button', { name: 'Offer again: Small groups' }).waitFor()
    expect(backend.words.tags.find(({ name }) => name === 'Feedback that helps')).toMatchObject({ isActive: true })
    await page.getByRole('button', { name: 'Add a type' }).click()
    await page.getByLabel('New type').fill('Learning walk')
    await page.getByRole('checkbox', { name: 'Offered: Debrief' }).uncheck()
    await page.getByRole('button', { name: 'Up: Planning conversation' }).click()
    await inspect(page, 'types and tags')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => backend.words.types.types.map(({ name }) => name))
      .toEqual(['Planning conversation', 'Observation', 'Debrief', 'Modelled lesson', 'Learning walk'])
    await close()
  })

  test('are only read by a coach whom the district does not let change them', async () => {
    const { page, close } = await pages.open(launchOf('coach', '#/coach/words'))
    await page.getByText('Not offered').first().waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    await close()
  })
})

describe('the cycle of an interaction', () => {
  test('is chosen while logging, by keyboard, and only where one fits; then it is moved and taken out', async () => {
    Object.assign(backend.cycles, openFakeCycles())
    const { page, close } = await pages.open(launchOf('coach'), 360)
    await page.getByRole('combobox', { name: 'Educators' }).focus()
    expect(await page.getByLabel('Coaching cycle').count()).toBe(0)
    await page.keyboard.type('ana adey')
    await page.getByRole('option').first().waitFor()
    await press(page, 'ArrowDown', 'Enter')
    const cycle = page.getByLabel('Coaching cycle')
    await cycle.waitFor()
    expect(await cycle.inputValue()).toBe('')
    await cycle.focus()
    await press(page, 'ArrowDown')
    await inspect(page, 'the log with a cycle')
    await press(page, 'Control+Enter')
    await page.getByText('It counts in the phase “Practise” of its cycle.').waitFor()
    const logged = mine()[0]?.id
    const kept = () => backend.cycles.kept[0]?.entries.find(({ id }) => id === logged)
    expect(kept()).toMatchObject({ placedIn: null })
    const entry = page.locator('.timeline-entry').first()
    await entry.getByRole('button', { name: /^Cycle:/ }).click()
    await entry.getByLabel('Phase').selectOption('Reflect')
    await expect.poll(kept).toMatchObject({ placedIn: 'phase-reflect' })
    await inspect(page, 'the cycle of an interaction')
    await entry.getByLabel('Coaching cycle').selectOption('Not in a cycle')
    await expect.poll(kept).toBeUndefined()
    await close()
  })
})

const pdf = (name: string, bytes: number) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(bytes)]),
})

describe('files of an interaction', () => {
  test('are attached as it is logged, tried again where one failed, saved and taken away', async () => {
    const { page, close } = await pages.open(launchOf('coach'), 360)
    await page.getByRole('combobox', { name: 'Educators' }).focus()
    await page.keyboard.type('hiro')
    await page.getByRole('option').first().waitFor()
    await press(page, 'ArrowDown', 'Enter')
    const chosen = page.getByRole('list', { name: 'Files to attach' })
    await page.getByLabel('Attach files').setInputFiles([pdf('plan.pdf', 900), pdf('huge.pdf', 3_000_000)])
    await page.getByText('Larger than 2 MB, so not taken: huge.pdf').waitFor()
    await page.getByRole('button', { name: 'Take off huge.pdf' }).click()
    await page.getByLabel('Attach files').setInputFiles([pdf(SHAKY_NAME, 50)])
    await chosen.getByText(SHAKY_NAME).waitFor()
    await inspect(page, 'the log with files')
    await press(page, 'Control+Enter')
    await page.getByText('Logged', { exact: true }).waitFor()
    const uploads = page.getByRole('list', { name: 'Files on their way' })
    await uploads.getByText('plan.pdf · attached').waitFor()
    await uploads.getByText('The place where attachments are kept does not answer.').waitFor()
    await inspect(page, 'a file that was not attached')
    await uploads.getByRole('button', { name: 'Try again' }).click()
    await uploads.getByText(`${SHAKY_NAME} · attached`).waitFor()
    expect(mine()[0]?.attachments.map(({ name }) => name)).toEqual(['plan.pdf', SHAKY_NAME])
    const entry = page.locator('.timeline-entry').first()
    await entry.getByText('2 files').waitFor()
    await entry.getByRole('button', { name: /^Files:/ }).click()
    const saved = page.waitForEvent('download')
    await entry.getByRole('button', { name: 'Save plan.pdf' }).click()
    expect((await saved).suggestedFilename()).toBe('plan.pdf')
    await inspect(page, 'the files of an interaction')
    await entry.getByRole('button', { name: `Take away ${SHAKY_NAME}` }).click()
    await entry.getByText('The file goes for good.').waitFor()
    await entry.getByRole('button', { name: 'Yes, do it' }).click()
    await expect.poll(() => mine()[0]?.attachments.map(({ name }) => name)).toEqual(['plan.pdf'])
    await close()
  })
})
