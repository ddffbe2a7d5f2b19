import { describe, expect, test } from 'vitest'
import { openFakeStaff, TAKEN_ADDRESS } from '../ui/fake-staff.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const pages = useOpenedPages()
const { backend } = pages

function open(hash: string, who: Persona = 'admin', mode: 'manual' | 'roster' = 'manual'): Promise<OpenedPage> {
  Object.assign(backend.staff, openFakeStaff(), { mode })
  return pages.open(launchOf(who, hash), 360)
}

describe('the staff', () => {
  test('are found by name, role and state, and opened', async () => {
    const { page, close } = await open('#/staff')
    await page.getByText('1 to 15 of 19').waitFor()
    await inspect(page, 'staff')
    await page.getByRole('combobox', { name: 'State' }).selectOption('removed')
    await page.getByRole('link', { name: 'Gone, Uma' }).waitFor()
    await page.getByRole('combobox', { name: 'State' }).selectOption('present')
    await page.getByRole('combobox', { name: 'Role' }).first().selectOption('coach')
    await page.getByRole('link', { name: 'Álvarez-Montgomery, Inés' }).click()
    await page.getByRole('heading', { name: 'Inés Álvarez-Montgomery' }).waitFor()
    await close()
  })

  test('get a new member, whose link is shown once; what is missing or taken is said', async () => {
    const { page, close } = await open('#/staff')
    const form = page.getByRole('form', { name: 'Add a person' })
    await form.getByRole('button', { name: 'Add' }).click()
    await form.getByText('Fill this in.').first().waitFor()
    await form.getByRole('textbox', { name: 'Given name' }).fill('Nora')
    await form.getByRole('textbox', { name: 'Family name' }).fill('New')
    await form.getByRole('textbox', { name: 'E-mail' }).fill(TAKEN_ADDRESS)
    await form.getByRole('combobox', { name: 'Role' }).selectOption('district_admin')
    await form.getByText('The district has 2 district administrators.').waitFor()
    await form.getByRole('button', { name: 'Add' }).click()
    await form.getByText('Somebody in the district has this address already.').waitFor()
    await inspect(page, 'a district administrator being added')
    await form.getByRole('textbox', { name: 'E-mail' }).fill('nora@riverside.example')
    await form.getByRole('button', { name: 'Add' }).click()
    await form.getByText('Nora New was added').waitFor()
    await form.getByRole('textbox', { name: 'One-time link' }).waitFor()
    await inspect(page, 'somebody was added')
    await close()
  })

  test('see what became of invitations, make one anew and take one back', async () => {
    const { page, close } = await open('#/staff')
    const table = page.getByRole('table', { name: 'Invitations' })
    await table.getByText('Handed over by Pat Nguyen').waitFor()
    await table.getByRole('button', { name: 'New link for Constantine' }).click()
    await page.getByText('Papadopoulos-Wellesley has a new link').waitFor()
    await page.getByRole('textbox', { name: 'One-time link' }).waitFor()
    await inspect(page, 'an invitation sent again')
    await table.getByRole('button', { name: 'Take back the invitation of Constantine' }).click()
    await expect.poll(() => table.getByRole('row').count()).toBe(2)
    await page.getByRole('combobox', { name: 'What became of it' }).selectOption('used')
    await table.getByText('Handed over by the operator').waitFor()
    await inspect(page, 'invitations that were used')
    await close()
  })

  test('get several teachers at once; a line that can’t be read and an address that is taken are named', async () => {
    const { page, close } = await open('#/staff')
    const form = page.getByRole('form', { name: 'Add several teachers' })
    const box = form.getByRole('textbox', { name: 'Teachers' })
    await box.fill('Ana, Rivera, ana@r.example\nBen Cole')
    await form.getByRole('button', { name: 'Add them' }).click()
    await form.getByText('Line 2: write given name').waitFor()
    await box.fill(`Ana, Rivera, ana@r.example\nBen, Cole, ${TAKEN_ADDRESS}`)
    await form.getByRole('button', { name: 'Add them' }).click()
    await form.getByText('Line 2: Somebody in the district has this address already.').waitFor()
    await inspect(page, 'several teachers with a fault')
    await box.fill('Ana, Rivera, ana@r.example\nBen, Cole, ben@r.example')
    await form.getByRole('button', { name: 'Add them' }).click()
    await form.getByText('2 teachers were added').waitFor()
    await close()
  })

  test('of a district whose accounts come from the roster are added in other roles only', async () => {
    const { page, close } = await open('#/staff', 'admin', 'roster')
    await page.getByText('Accounts of teachers and administrators come from the roster').waitFor()
    const roles = page.getByRole('form', { name: 'Add a person' }).getByRole('combobox', { name: 'Role' })
    expect(await roles.getByRole('option', { name: 'Teacher' }).count()).toBe(0)
    expect(await page.getByRole('form', { name: 'Add several teachers' }).count()).toBe(0)
    await close()
  })

  test('of a school are added by its administrator as teachers and administrators of it alone', async () => {
    const { page, close } = await open('#/staff', 'school-admin')
    const form = page.getByRole('form', { name: 'Add a person' })
    await form.waitFor()
    const roles = await form.getByRole('combobox', { name: 'Role' }).getByRole('option').allTextContents()
    expect(roles).toEqual(['School administrator', 'Teacher'])
    await close()
  })
})

describe('an educator', () => {
  test('is added by hand by an administrator of their school, who opens them among the staff and no time line', async () => {
    const { page, close } = await open('#/staff', 'school-admin')
    await page.getByRole('button', { name: 'Add an educator by hand' }).press('Enter')
    const form = page.getByRole('form', { name: 'Add an educator' })
    await form.getByLabel('Given name').fill('Ana')
    await form.getByLabel('Family name').fill('Adeyemi')
    await page.keyboard.press('Enter')
    await page.getByText('Is it one of these?').waitFor()
    const [first] = await form.getByRole('link').all()
    expect(await first?.getAttribute('href')).toMatch(/^#\/staff\/\d+$/)
    await inspect(page, 'an educator added by a school')
    await form.getByRole('button', { name: 'It is somebody else: add them' }).press('Enter')
    await page.getByText('Ana Adeyemi is added').waitFor()
    expect(await form.getByRole('link').last().getAttribute('href')).toBe('#/staff/4711')
    await close()
  })

  test('is added in the educator database by an administrator of the district, and not twice over', async () => {
    const { page, close } = await open('#/staff')
    await page.getByRole('form', { name: 'Add a person' }).waitFor()
    expect(await page.getByRole('button', { name: 'Add an educator by hand' }).count()).toBe(0)
    await close()
  })
})

describe('a person of the staff', () => {
  test('shows roles and why, seat, identities and history', async () => {
    const { page, close } = await open('#/staff/702')
    await page.getByText('From the feed, by district:1').waitFor()
    await page.getByText('sis-nightly: u-702').waitFor()
    await page.getByRole('table', { name: 'What happened to the account' }).getByText('Role given: Coach').waitFor()
    await inspect(page, 'a person of the staff')
    await close()
  })

  test('is deactivated once one is sure, and activated again', async () => {
    const { page, close } = await open('#/staff/703')
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await page.getByText('They come in by no door any more').waitFor()
    await inspect(page, 'deactivating somebody')
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByText('Deactivated').first().waitFor()
    await page.getByRole('button', { name: 'Activate' }).click()
    await page.getByRole('button', { name: 'Deactivate' }).waitFor()
    await close()
  })

  test('is removed and brought back', async () => {
    const { page, close } = await open('#/staff/703')
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(backend.staff.people.find(({ id }) => id === '703')?.state).toBe('active')
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByRole('button', { name: 'Bring back' }).click()
    await page.getByRole('button', { name: 'Remove' }).waitFor()
    await close()
  })

  test('who has left is deleted for good, once one has seen what goes and typed their name', async () => {
    const { page, close } = await open('#/staff/706')
    await page.getByRole('button', { name: 'See what would go' }).click()
    await page.getByText('12 interactions that they logged').waitFor()
    for (const part of [
      '3 files attached to these',
      '3 earlier versions',
      'their place in 1 caseload',
      '1 filter of reports',
    ])
      await page.getByText(part).waitFor()
    await page.getByRole('textbox', { name: 'Type “Uma Gone” to delete them' }).fill('Uma')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('That is not “Uma Gone”.').waitFor()
    await inspect(page, 'deleting somebody for good')
    await page.getByRole('textbox', { name: 'Type “Uma Gone” to delete them' }).fill('Uma Gone')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('heading', { name: 'Staff', level: 1 }).waitFor()
    expect(backend.staff.people.some(({ id }) => id === '706')).toBe(false)
    await close()
  })

  test('is promoted, demoted, moved, edited and invited again', async () => {
    const { page, close } = await open('#/staff/703')
    const give = page.getByRole('form', { name: 'Give a role' })
    await give.getByRole('combobox', { name: 'Role' }).selectOption('school_admin')
    await give.getByRole('button', { name: 'Give' }).click()
    await page.getByRole('button', { name: /Take away: School administrator/ }).click()
    await page.getByRole('button', { name: /Take away: School administrator/ }).waitFor({ state: 'detached' })
    const move = page.getByRole('form', { name: 'Move to another school' })
    await move.getByRole('button', { name: 'Move' }).click()
    await expect.poll(() => backend.staff.people.find(({ id }) => id === '703')?.schools[0]?.id).toBe('72')
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Preferred given name' }).fill('Stan')
    await inspect(page, 'editing a person of the staff')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Stan Papadopoulos-Wellesley' }).waitFor()
    await page.getByRole('button', { name: 'Make a new link' }).click()
    await page.getByRole('textbox', { name: 'One-time link' }).waitFor()
    await close()
  })

  test('who is no less than oneself is only looked at', async () => {
    const { page, close } = await open('#/staff/704', 'school-admin')
    await page.getByText('You look after teachers only').waitFor()
    for (const name of ['Deactivate', 'Remove', 'Edit', 'Make a new link'])
      expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0)
    await inspect(page, 'a peer')
    await close()
  })
})
