/** The second act: students answer, in two sittings, by code, late and too late; who has taken part is for class leads. */

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Sheet } from './answers.ts'
import { SCALED, sheetOf } from './answers.ts'
import { openClass } from './autumn.ts'
import { CLASSES, nameOfStudent } from './roster.ts'
import type { ClassKey } from './roster.ts'
import { PHONE, type Stage } from './stage.ts'
import type { YearWorld } from './world.ts'

/** What was answered and taken, by class: what reports are counted again from. */
export type Taken = Partial<Record<ClassKey, Sheet[]>>

const TRUTH: Readonly<Record<string, string>> = {
  'not-at-all': 'Not at all true',
  hardly: 'Hardly true',
  partly: 'Partly true',
  mostly: 'Mostly true',
  completely: 'Completely true',
}
const GROUPS: Readonly<Record<string, string>> = {
  girl: 'Girl',
  boy: 'Boy',
  english: 'English',
  another: 'Another language',
}

export function keep(taken: Taken, key: ClassKey, sheet: Sheet): void {
  ;(taken[key] ??= []).push(sheet)
}

/** Answers by API after a launch from end to end. */
export async function answerByLaunch(year: YearWorld, student: string, sheet: Sheet): Promise<void> {
  const token = await year.launch(student)
  const { json } = await year.ask('/surveys', { token })
  const [survey] = (json as { readonly surveys: readonly { readonly id: string; readonly completed: boolean }[] })
    .surveys
  if (survey === undefined) throw new Error(`${student} has no survey to answer.`)
  const sent = await year.ask(`/surveys/${survey.id}/answers`, { token, body: { answers: sheet } })
  expect(sent.status, `${student}: ${sent.text}`).toBe(204)
}

/** Answers by API with the class’s code. */
export async function answerByCode(
  year: YearWorld,
  who: { readonly code: string; readonly name: string; readonly joins?: boolean },
  sheet: Sheet,
): Promise<void> {
  const entered = await year.ask('/participation/devices', { body: { joins: false, ...who } })
  expect(entered.status, entered.text).toBe(204)
  const body = { answers: sheet }
  const sent = await year.ask('/participation/survey/answers', { cookie: entered.cookie, body })
  expect(sent.status, sent.text).toBe(204)
}

/** Chooses, as a finger would, what the sheet says of these questions. */
export async function choose(page: Page, sheet: Sheet, questions: readonly string[]): Promise<void> {
  for (const id of questions) {
    const [chosen = '', text] = [sheet[id], SCALED.get(id)]
    const scope = text === undefined ? page.locator('.survey-questions') : page.getByRole('group', { name: text })
    await scope.getByText(TRUTH[chosen] ?? GROUPS[chosen] ?? chosen, { exact: true }).click()
  }
}

/** Sends what is chosen; the page thanks. */
export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await page.getByRole('heading', { name: 'Thank you, your answers have arrived' }).waitFor()
}

const SHORT = ['care-notices', 'comments-next', 'gender', 'home-language'] as const

/** What somebody answers who leaves the most out. */
export function shortSheet(student: string, over: Sheet = {}): Sheet {
  const whole = sheetOf(student, 1, over)
  return Object.fromEntries(SHORT.map((id) => [id, whole[id] ?? '']))
}

/** Begins in the LMS on a phone and goes; what was chosen is kept. */
export async function beginOnPhone(stage: Stage, student: string, sheet: Sheet): Promise<void> {
  const page = await stage.launch(student, PHONE)
  await page.getByRole('link', { name: `Answer it: ${CLASSES.second}` }).click()
  await choose(page, sheet, SHORT.slice(0, 2))
  await page.getByText('Kept. You can go on later.').waitFor()
}

/** Comes back the day after: what was chosen is there, the rest is chosen, and all of it sent. */
export async function goOnOnPhone(stage: Stage, student: string, sheet: Sheet): Promise<Page> {
  const page = await stage.launch(student, PHONE)
  await page.getByRole('link', { name: `Go on: ${CLASSES.second}` }).click()
  await page.getByText('2 of 19 answered').waitFor()
  expect(await page.locator('input:checked').count()).toBe(2)
  await choose(page, sheet, SHORT.slice(2))
  await send(page)
  return page
}

/** Takes part on a phone that knows no LMS, by the code from the blackboard. */
export async function takePartByCode(
  stage: Stage,
  o: { readonly address: string; readonly code: string; readonly student: string; readonly sheet: Sheet },
  look: (page: Page, what: string) => Promise<void>,
): Promise<void> {
  const page = await stage.visit(`${o.address}/code`, PHONE)
  await page.getByRole('heading', { name: 'Answer a survey' }).waitFor()
  await look(page, 'year 2 code on a phone')
  await page.getByLabel('Code').fill(o.code.toLowerCase())
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByLabel('First and last name, or student number').fill(nameOfStudent(o.student).join(' '))
  await page.getByRole('button', { name: 'Go on' }).click()
  await choose(page, o.sheet, SHORT)
  await look(page, 'year 2 survey on a phone')
  await send(page)
  await look(page, 'year 2 survey sent on a phone')
}

/** The table of who has taken part in a cycle, a line each. */
export async function readParticipants(page: Page, key: ClassKey, cycle: number): Promise<readonly string[]> {
  await openClass(page, key)
  const title = `Who has taken part in cycle ${cycle}`
  await page.getByRole('button', { name: title }).click()
  const rows = page.getByRole('table', { name: title }).getByRole('row')
  await rows.nth(1).waitFor()
  const all = await rows.allInnerTexts()
  return all.slice(1).map((row) => row.replaceAll(/\s+/g, ' ').trim())
}
