/** What is typed into the forms of a coach besides the quick log survives a closed tab, and a draft that isn't kept is told of. */

import { beforeEach, describe, expect, test } from 'vitest'
import { openFakeCycles } from '../ui/fake-cycles.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages
const GOAL = 'Half of a goal'

beforeEach(() => {
  backend.drafts.clear()
  Object.assign(backend.cycles, openFakeCycles())
})

/** Opens the newest interaction to be put right. */
async function edit() {
  const opened = await pages.open(launchOf('coach'), 700)
  const entry = opened.page.locator('.timeline-entry').first()
  await entry.getByRole('button', { name: /^Edit:/ }).click()
  await entry.getByLabel('Minutes').waitFor()
  return { ...opened, entry }
}

describe('what is typed', () => {
  test('into an interaction that is put right waits there after the tab was closed, until it is saved or discarded', async () => {
    const first = await edit()
    await first.entry.getByLabel('Notes').fill('Half a correction')
    await first.entry.getByLabel('Minutes').fill('')
    await first.page.close({ runBeforeUnload: false })
    await expect.poll(() => [...backend.drafts.keys()]).toEqual([expect.stringMatching(/^edit-of-interaction-\d+$/)])
    await first.close()
    const { page, entry, close } = await edit()
    await entry.getByText('You began this earlier.').waitFor()
    expect(await entry.getByLabel('Notes').inputValue()).toBe('Half a correction')
    expect(await entry.getByLabel('Minutes').inputValue()).toBe('')
    await page.getByRole('region', { name: 'Other drafts' }).getByText('Corrections of an interaction').waitFor()
    // It is the draft of another form: the quick log begins without it.
    expect(await page.locator('.coach-log').getByLabel('Notes').inputValue()).toBe('')
    await inspect(page, 'corrections that were kept')
    await entry.getByRole('button', { name: 'Start afresh' }).click()
    await expect.poll(() => backend.drafts.size).toBe(0)
    expect(await entry.getByLabel('Minutes').inputValue()).not.toBe('')
    await entry.getByLabel('Notes').fill('The whole correction')
    await entry.getByText('Draft kept').waitFor()
    expect(backend.drafts.size).toBe(1)
    await entry.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => backend.drafts.size).toBe(0)
    expect(backend.interactions.get('coach')?.[0]).toMatchObject({ notes: 'The whole correction' })
    await close()
  })

  test('over what somebody else has changed since is not put in its place unseen', async () => {
    const first = await edit()
    await first.entry.getByLabel('Notes').fill('Half a correction')
    await first.page.close({ runBeforeUnload: false })
    await expect.poll(() => backend.drafts.size).toBe(1)
    await first.close()
    const [before] = backend.interactions.get('coach') ?? []
    const changed = { ...before, minutes: 77, version: '9' } as NonNullable<typeof before>
    backend.interactions.set('coach', [changed, ...(backend.interactions.get('coach') ?? []).slice(1)])
    const { entry, close } = await edit()
    await entry.getByText('You began this earlier.').waitFor()
    await entry.getByRole('button', { name: 'Save' }).click()
    await entry.getByText('It was changed meanwhile.').waitFor()
    expect(backend.interactions.get('coach')?.[0]).toMatchObject({ minutes: 77, version: '9' })
    expect(await entry.getByLabel('Notes').inputValue()).toBe('Half a correction')
    // Told, the coach may save over it.
    await entry.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => backend.interactions.get('coach')?.[0]).toMatchObject({ notes: 'Half a correction' })
    await expect.poll(() => backend.drafts.size).toBe(0)
    await close()
  })

  test('stays in the form while the coach looks elsewhere, also where no draft is kept of it', async () => {
    for (let at = 0; at < 20; at += 1) {
      const id = `draft-number-${at}`
      backend.drafts.set(id, { id, draft: { notes: `Draft ${at}` }, savedAt: '2026-11-22T10:00:00Z' })
    }
    const { page, entry, close } = await edit()
    await entry.getByLabel('Notes').fill('Typed and kept nowhere')
    await page.getByText('What you type is not being kept').waitFor()
    // Long enough for everything to be asked for anew.
    await page.clock.setSystemTime(Date.now() + 600_000)
    const asked = page.waitForResponse((response) => response.url().includes('/api/v1/coaching/'))
    await page.evaluate(() => globalThis.dispatchEvent(new Event('visibilitychange')))
    await asked
    await page.waitForLoadState('networkidle')
    expect(await entry.getByLabel('Notes').inputValue()).toBe('Typed and kept nowhere')
    await close()
  })

  test('into the form of a new cycle waits there, with whom and by which scale, and goes with the cycle', async () => {
    const first = await pages.open(launchOf('coach', '#/coach/cycles/new'))
    const typing = first.page.getByRole('form', { name: 'Start a coaching cycle' })
    await typing.getByRole('combobox', { name: 'Educators' }).fill('ad')
    await first.page.getByRole('option').first().waitFor()
    for (const key of ['ArrowDown', 'Enter']) await first.page.keyboard.press(key)
    await typing.getByRole('combobox', { name: 'Rating scale' }).selectOption('Practice')
    const rated = typing.getByRole('combobox', { name: /^At the start/ })
    await rated.selectOption('Beginning')
    const who = (await typing.getByText(/^At the start: /).textContent()) ?? ''
    await typing.getByRole('textbox', { name: 'Goal' }).fill(GOAL)
    await first.page.close({ runBeforeUnload: false })
    await expect.poll(() => backend.drafts.get('form-of-cycle-new')?.draft.cycleForm?.goal).toBe(GOAL)
    await first.close()
    const { page, close } = await pages.open(launchOf('coach'), 360)
    const others = page.getByRole('region', { name: 'Other drafts' })
    await others.getByText('A coaching cycle that you are starting').waitFor()
    await others.getByRole('link', { name: 'Go on' }).click()
    const form = page.getByRole('form', { name: 'Start a coaching cycle' })
    await form.getByText('You began this earlier.').waitFor()
    expect(await form.getByRole('textbox', { name: 'Goal' }).inputValue()).toBe(GOAL)
    // By name again, though the form knew but the number of who was tagged.
    const again = form.getByRole('combobox', { name: who })
    await again.waitFor()
    expect(await again.locator('option:checked').textContent()).toBe('Beginning')
    await inspect(page, 'a cycle that was begun to be typed')
    await form.getByRole('button', { name: 'Start the cycle' }).click()
    await page.getByText(GOAL).waitFor()
    await expect.poll(() => backend.drafts.size).toBe(0)
    expect(backend.cycles.kept.at(-1)).toMatchObject({ educators: [{ ratingStart: 1 }], texts: { goal: GOAL } })
    await close()
  })

  test('into a cycle that is edited waits there, and is forgotten when it is cancelled', async () => {
    const address = `#/coach/cycles/${backend.cycles.kept[0]?.id ?? ''}`
    const first = await pages.open(launchOf('coach', address))
    await first.page.getByRole('button', { name: 'Edit', exact: true }).click()
    await first.page.getByRole('textbox', { name: 'Goal' }).fill(GOAL)
    await first.page.close({ runBeforeUnload: false })
    await expect.poll(() => backend.drafts.size).toBe(1)
    await first.close()
    const { page, close } = await pages.open(launchOf('coach', address))
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByText('You began this earlier.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Goal' }).inputValue()).toBe(GOAL)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => backend.drafts.size).toBe(0)
    await close()
  })
})

test('a draft more than are kept is told of where it is typed, and what can be done', async () => {
  for (let at = 0; at < 20; at += 1) {
    const id = `draft-number-${at}`
    backend.drafts.set(id, { id, draft: { notes: `Draft ${at}` }, savedAt: '2026-11-22T10:00:00Z' })
  }
  const { page, close } = await pages.open(launchOf('coach', '#/coach/cycles/new'), 360)
  await page.getByRole('textbox', { name: 'Goal' }).fill(GOAL)
  await page.getByText('What you type is not being kept').waitFor()
  await page.getByText('You have 20 drafts.').waitFor()
  await inspect(page, 'a draft that is not kept')
  backend.drafts.delete('draft-number-0')
  await page.getByRole('textbox', { name: 'Goal' }).fill(`${GOAL}, and more`)
  await page.getByText('Draft kept').waitFor()
  expect(await page.getByText('What you type is not being kept').count()).toBe(0)
  await close()
})
