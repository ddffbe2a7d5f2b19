/** The page of role rules: read, changed, moved, looked at, and saved as a whole. */

import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openFakeRoleMap } from '../ui/fake-role-map.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend.roleMap, openFakeRoleMap())
})

async function open(who: 'it' | 'admin' = 'admin'): Promise<OpenedPage> {
  const { page, close } = await pages.open(launchOf(who, '#/sync'))
  await page.getByRole('link', { name: 'Roles from the feed' }).click()
  await page.getByRole('heading', { level: 1, name: 'Roles from the feed' }).waitFor()
  await page.getByText('Instructional Coach, Lead Coach').first().waitFor()
  return { page, close }
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const titles = () => backend.roleMap.rules.map(({ comment, when }) => comment ?? JSON.stringify(when))

test('rules stand in their order in plain words, readable in every look, and nothing asks to be saved', async () => {
  const { page, close } = await open()
  await page.getByText('Coach, where the feed says').first().waitFor()
  await page.getByText('District administrator of the whole district').first().waitFor()
  await page.getByText('Abraham Lincoln Elementary School for the Arts').first().waitFor()
  await page.getByText('Rules of this installation').waitFor()
  expect(await button(page, 'Save the rules').count()).toBe(0)
  await inspect(page, 'role rules')
  await close()
})

test('a new rule is looked at before it is saved: needs so many more, these people, these reasons', async () => {
  const { page, close } = await open()
  await button(page, 'Add a rule').click()
  const form = page.getByRole('form', { name: 'Rule 3' })
  await button(page, 'Put it on the list').click()
  await form.getByText('Say of whom the rule holds').waitFor()
  await form.getByLabel('Other field').fill('jobTitle Mentor')
  await button(page, 'Put it on the list').click()
  await form.getByText('Write each line as a name, a colon and a value.').waitFor()
  await form.getByLabel('Other field').fill('jobTitle: Mentor\njobTitle: Lead, Math\ndepartment: 7: North')
  await form.getByLabel('Role in the feed').fill('teacher\n  aide ')
  await form.getByLabel('Bay View High').check()
  await form.getByLabel('Coach', { exact: true }).selectOption('org')
  await form.getByLabel('Try no rule after this one').check()
  await inspect(page, 'role rule written')
  await button(page, 'Put it on the list').click()
  await button(page, 'Look what it does').click()
  await page.getByText('Needs 14 more').waitFor()
  await page.getByText('The roles of 14 people would change.').waitFor()
  await page.getByText('Ana Rivera: All are in use').waitFor()
  await inspect(page, 'role rules looked at')
  expect(backend.roleMap.version).toBe(1)
  await button(page, 'Save the rules').click()
  await page.getByText('The rules are saved. They count from the next sync on.').waitFor()
  expect(backend.roleMap.rules[2]).toEqual({
    when: {
      role: ['teacher', 'aide'],
      school: ['s-bay'],
      metadata: { jobTitle: ['Mentor', 'Lead, Math'], department: ['7: North'] },
    },
    grant: [{ role: 'coach', scope: 'org' }],
    stop: true,
  })
  expect(await button(page, 'Save the rules').count()).toBe(0)
  await close()
})

test('rules are moved, changed and removed on the page, and taken back as long as they are not saved', async () => {
  const { page, close } = await open()
  const before = titles()
  expect(await button(page, 'Move rule 1 up').isDisabled()).toBe(true)
  await button(page, 'Move rule 1 down').click()
  await button(page, 'Change rule 2').click()
  const form = page.getByRole('form', { name: 'Rule 2' })
  expect(await form.getByLabel('Other field').inputValue()).toBe('jobTitle: Instructional Coach\njobTitle: Lead Coach')
  await form.getByLabel('Note for your colleagues').fill('Ask Ann.')
  await button(page, 'Put it on the list').click()
  await button(page, 'Back to the saved rules').click()
  await page.getByText('Titles as HR writes them since 2025.').first().waitFor()
  expect(titles()).toEqual(before)
  await button(page, 'Remove rule 1').click()
  await button(page, 'Look what it does').click()
  await button(page, 'Save the rules').click()
  await page.getByText('The rules are saved.').waitFor()
  expect(titles()).toEqual([before[1]])
  await close()
})

test('what somebody else has saved meanwhile is not overwritten, and what stands on the page stays', async () => {
  const { page, close } = await open()
  await page.getByLabel('Try no rules of the installation after these').check()
  await button(page, 'Look what it does').click()
  backend.roleMap.version = 7
  await button(page, 'Save the rules').click()
  await page.getByText('Somebody else has changed the rules since you opened the page.').waitFor()
  expect(backend.roleMap.replaceDefault).toBe(false)
  expect(await page.getByLabel('Try no rules of the installation after these').isChecked()).toBe(true)
  await expect.poll(() => backend.asked.filter((call) => call === 'GET /api/v1/role-map').length).toBeGreaterThan(1)
  await button(page, 'Save the rules').click()
  await page.getByText('The rules are saved.').waitFor()
  expect(backend.roleMap.replaceDefault).toBe(true)
  await close()
})

test('earlier rules say who saved them and what that changed, and are put on the page again to be looked at first', async () => {
  const { page, close } = await open()
  const versions = page.locator('.card', { has: page.getByRole('heading', { name: 'Earlier rules' }) })
  await versions.getByText('Version 2').waitFor()
  await versions.getByText('Saved by Ada Beltran. 2 rules.').waitFor()
  await versions.getByText('Rule 1 was changed. It said:').waitFor()
  await versions.getByText('Rule 2 is new.').waitFor()
  await versions.getByText('The rules of the installation are tried again.').waitFor()
  await versions.getByText('It was there before versions were kept. One rule.').waitFor()
  expect(await button(page, 'Put these rules on the page: version 2').count()).toBe(0)
  await inspect(page, 'role rules versions')
  await button(page, 'Put these rules on the page: version 1').click()
  await page.getByText('These rules are not saved yet.').waitFor()
  await page.getByText('These earlier rules stand on the page now. They count once they are saved.').waitFor()
  const own = page.getByRole('group', { name: 'Rules of your district', exact: true })
  expect(await own.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.getByLabel('Try no rules of the installation after these').isChecked()).toBe(true)
  expect(backend.roleMap.version).toBe(1)
  await button(page, 'Look what it does').click()
  await button(page, 'Save the rules').click()
  await page.getByText('The rules are saved.').waitFor()
  await versions.getByText('Version 3').waitFor()
  expect(backend.roleMap.rules.map(({ comment }) => comment)).toEqual(['First try.'])
  expect(await button(page, 'Put these rules on the page: version 2').count()).toBe(1)
  await close()
})

test('earlier rules are not offered over what is not saved, or being written, and that is said', async () => {
  const { page, close } = await open()
  const take = button(page, 'Put these rules on the page: version 1')
  const why = page.getByText('Save or undo what stands above first', { exact: false })
  await take.waitFor()
  expect(await why.count()).toBe(0)
  await button(page, 'Remove rule 1').click()
  await why.waitFor()
  expect(await take.count()).toBe(0)
  await button(page, 'Back to the saved rules').click()
  await take.waitFor()
  await button(page, 'Add a rule').click()
  await why.waitFor()
  expect(await take.count()).toBe(0)
  await close()
})

test('versions beyond the newest are a page further', async () => {
  const { saved } = backend.roleMap
  for (let more = 0; more < 10; more += 1)
    saved.push({ rules: [], replaceDefault: more % 2 === 0, byName: 'Ada Beltran' })
  const { page, close } = await open()
  await page.getByText('Version 12').waitFor()
  await button(page, 'Older').click()
  await page.getByText('Version 7').waitFor()
  await button(page, 'Older').click()
  await page.getByText('Version 1,').waitFor()
  expect(await button(page, 'Older').isDisabled()).toBe(true)
  await button(page, 'Newer').click()
  await page.getByText('Version 7').waitFor()
  await close()
})

test('district IT is offered no rule that makes administrators, and may move and remove what is there', async () => {
  const { page, close } = await open('it')
  await page.getByText('Makes administrators: an administrator of the district decides about it.').waitFor()
  expect(await button(page, 'Change rule 2').count()).toBe(0)
  await button(page, 'Change rule 1').click()
  const form = page.getByRole('form', { name: 'Rule 1' })
  expect(await form.getByLabel('Principal', { exact: true }).count()).toBe(1)
  expect(await form.getByLabel('District administrator', { exact: true }).count()).toBe(0)
  await close()
})
