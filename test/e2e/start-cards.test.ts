import { describe, expect, test } from 'vitest'
import { CARD_CODE, openFakeStartCards } from '../ui/fake-start-cards.ts'
import { openFakeStudents } from '../ui/fake-students.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const pages = useOpenedPages()
const { backend } = pages

function open(hash: string, who: Persona = 'admin', over: { readonly isOn?: boolean } = {}): Promise<OpenedPage> {
  Object.assign(backend.students, openFakeStudents())
  Object.assign(backend.startCards, openFakeStartCards(), over)
  return pages.open(launchOf(who, hash), 360)
}

const sent = () => backend.asked.filter((one) => one.includes('card-sessions')).length

describe('start cards', () => {
  test('are nothing where the district has none, and the page says who switches them on', async () => {
    const { page, close } = await open('#/students/cards', 'admin', { isOn: false })
    await page.getByText('The district has no start cards').waitFor()
    await inspect(page, 'start cards off')
    expect(await page.getByRole('button', { name: /^Print/ }).count()).toBe(0)
    await close()
  })

  test('are printed for those of a class who are chosen, after it was said what that does', async () => {
    const { page, close } = await open('#/students')
    await page.getByRole('link', { name: 'Start cards' }).click()
    await page.getByRole('combobox', { name: 'Class' }).selectOption('Science 7, period 4')
    await page.getByRole('button', { name: 'Print 2 cards' }).waitFor()
    await inspect(page, 'start cards of a class')
    await page.getByRole('checkbox', { name: 'Print a card for Brown, Bo' }).uncheck()
    await page.getByRole('button', { name: 'Print 1 card' }).click()
    await page.getByText('A card that the student had stops working.').waitFor()
    await inspect(page, 'start cards being printed')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Yes' }).click()
    expect((await saved).suggestedFilename()).toBe('start-cards.pdf')
    await page.getByText('1 card was made').waitFor()
    expect(backend.startCards.cards.map(({ studentId }) => studentId)).toEqual(['602', '601'])
    await close()
  })

  test('are revoked, one of the list', async () => {
    const { page, close } = await open('#/students/cards')
    await page.getByRole('button', { name: 'Revoke the card of Bo Brown' }).click()
    await page.getByText('The code stops working at once').waitFor()
    await page.getByRole('button', { name: 'Yes' }).click()
    await page.getByText('No card is in force.').waitFor()
    expect(backend.startCards.cards).toEqual([])
    await close()
  })

  test('of one student are printed and revoked on their page', async () => {
    const { page, close } = await open('#/students/602')
    await page.getByText('Number K7MQ', { exact: false }).waitFor()
    await inspect(page, 'student with a start card')
    await page.getByRole('button', { name: 'Print a new card' }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Yes' }).click()
    await saved
    await page.getByText('1 card was made').waitFor()
    expect(backend.startCards.cards.map(({ studentId }) => studentId)).toEqual(['602'])
    await close()
  })

  test('let a student in by what is typed, and say of every other code the same', async () => {
    const { page, close } = await pages.open('/#/card', 360)
    await page.getByRole('heading', { name: 'Start with your card' }).waitFor()
    await inspect(page, 'card entry')
    const code = page.getByRole('textbox', { name: 'Code on the card' })
    await code.fill('K7MQ')
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText('Type the whole code').waitFor()
    await code.fill('ZZZZZZ-ZZZZ-ZZZZ')
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText('This code opens nothing.', { exact: false }).waitFor()
    await inspect(page, 'card refused')
    await code.fill(CARD_CODE)
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    await close()
  })

  test('are opened by their square, with nothing sent before the button, and the code is gone from the address', async () => {
    const before = sent()
    const { page, close } = await pages.open(`/#/card/${CARD_CODE.replaceAll('-', '')}`, 360)
    await page.getByRole('heading', { name: 'Start with your card' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Code on the card' }).inputValue()).toBe(CARD_CODE)
    expect(page.url()).not.toContain('K7MQ')
    expect(sent()).toBe(before)
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    await close()
  })
})
