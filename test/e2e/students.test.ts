import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { openFakeStudents, TAKEN_NUMBER } from '../ui/fake-students.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const pages = useOpenedPages()
const { backend } = pages

function open(hash: string, who: Persona = 'admin', over: { readonly languages?: string[] } = {}): Promise<OpenedPage> {
  Object.assign(backend.students, openFakeStudents(), over)
  return pages.open(launchOf(who, hash), 360)
}

describe('the students', () => {
  test('are found by name and state, and opened', async () => {
    const { page, close } = await open('#/students')
    await page.getByText('1 to 15 of 17').waitFor()
    await inspect(page, 'students')
    await page.getByRole('combobox', { name: 'State' }).selectOption('left')
    await page.getByRole('link', { name: 'East, Eli' }).waitFor()
    await page.getByRole('combobox', { name: 'State' }).selectOption('present')
    await page.getByRole('searchbox', { name: 'Search by name or student number' }).fill('amina')
    await page.getByRole('link', { name: 'Abdi-Wellington, Amina' }).click()
    await page.getByRole('heading', { name: 'Amina Abdi-Wellington' }).waitFor()
    await close()
  })

  test('are deactivated several at once', async () => {
    const { page, close } = await open('#/students')
    await page.getByRole('checkbox', { name: 'Choose Brown, Bo' }).check()
    await page.getByRole('checkbox', { name: 'Choose Abdi-Wellington, Amina' }).check()
    await page.getByText('2 students are chosen').waitFor()
    await inspect(page, 'students chosen')
    await page.getByRole('button', { name: 'Deactivate them' }).click()
    await page.getByText('2 students were changed').waitFor()
    expect(backend.students.students.filter(({ state }) => state === 'deactivated')).toHaveLength(4)
    await close()
  })

  test('get a new one; what is missing or taken is said', async () => {
    const { page, close } = await open('#/students')
    const form = page.getByRole('form', { name: 'Add a student' })
    await form.getByRole('button', { name: 'Add' }).click()
    await form.getByText('Fill this in.').first().waitFor()
    await form.getByRole('textbox', { name: 'Given name' }).fill('Nora')
    await form.getByRole('textbox', { name: 'Family name' }).fill('New')
    await form.getByRole('textbox', { name: 'Student number' }).fill(TAKEN_NUMBER)
    await form.getByRole('combobox', { name: 'Second language' }).selectOption('Vietnamese')
    await form.getByRole('button', { name: 'Add' }).click()
    await form.getByText('Somebody in the district has this number already.').waitFor()
    await inspect(page, 'a student being added')
    await form.getByRole('textbox', { name: 'Student number' }).fill('4712')
    await form.getByRole('button', { name: 'Add' }).click()
    await form.getByText('Nora New was added').waitFor()
    await form.getByRole('link', { name: 'Open the student' }).click()
    await page.getByRole('heading', { name: 'Nora New' }).waitFor()
    await close()
  })

  test('are not asked for a second language where the district has none', async () => {
    const { page, close } = await open('#/students', 'admin', { languages: [] })
    const form = page.getByRole('form', { name: 'Add a student' })
    await form.getByRole('textbox', { name: 'Given name' }).waitFor()
    expect(await form.getByRole('combobox', { name: 'Second language' }).count()).toBe(0)
    await close()
  })
})

describe('a student', () => {
  test('of a feed shows whose each field is, and is edited', async () => {
    const { page, close } = await open('#/students/601')
    await page.getByText('Locked: the feed’s').waitFor()
    await page.getByText('Edited by hand; the feed no longer overwrites it').waitFor()
    await page.getByText('the next sync would bring them back as somebody new').waitFor()
    await inspect(page, 'a student of a feed')
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const form = page.getByRole('form', { name: 'Details' })
    expect(await form.getByRole('textbox', { name: 'Student number' }).count()).toBe(0)
    await form.getByRole('textbox', { name: 'Given name', exact: true }).fill(' ')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText('Fill this in.').waitFor()
    await inspect(page, 'a student being edited')
    await form.getByRole('textbox', { name: 'Given name', exact: true }).fill('Aminata')
    await form.getByRole('combobox', { name: 'Second language' }).selectOption('Spanish')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Aminata').waitFor()
    await page.getByText('Spanish').waitFor()
    await close()
  })

  test('goes by another name', async () => {
    const { page, close } = await open('#/students/601')
    await page.getByRole('button', { name: 'Edit names' }).click()
    const form = page.getByRole('form', { name: 'Names that they show' })
    await form.getByRole('textbox', { name: 'Name 3' }).fill('Comet')
    await form.getByRole('combobox', { name: 'Goes by' }).selectOption('Comet')
    await inspect(page, 'names of a student')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Comet' }).getByText('Shown now').waitFor()
    await close()
  })

  test('is signed out and deactivated once one is sure, and activated again', async () => {
    const { page, close } = await open('#/students/601')
    await page.getByText('Signed in on 2 devices or tabs.').waitFor()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByText('Signed in on 2 devices or tabs.').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await inspect(page, 'deactivating a student')
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByText('Deactivated').first().waitFor()
    await page.getByRole('button', { name: 'Activate' }).click()
    await page.getByRole('button', { name: 'Deactivate' }).waitFor()
    await close()
  })

  test('is moved between classes and schools, put into a class, and taken out when inactive', async () => {
    const { page, close } = await open('#/students/602')
    const move = page.getByRole('form', { name: 'Move between classes' })
    await move.getByRole('combobox', { name: 'To' }).selectOption('802')
    await move.getByRole('button', { name: 'Move' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Mathematics for those' }).waitFor()
    const put = page.getByRole('form', { name: 'Put into a class' })
    await put.getByRole('combobox', { name: 'Class' }).selectOption('801')
    await put.getByRole('button', { name: 'Put in' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Science 7, period 4' }).waitFor()
    await page.getByRole('form', { name: 'Move to another school' }).getByRole('button', { name: 'Move' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Bay View High' }).waitFor()
    await page.getByText('In no class.').waitFor()
    await close()
    const again = await open('#/students/604')
    await again.page.getByRole('button', { name: 'Take out of Science 7, period 4' }).click()
    await again.page.getByText('In no class.').waitFor()
    await again.close()
  })

  test('that is inactive is deleted after what goes was seen and the name typed', async () => {
    const { page, close } = await open('#/students/604')
    await page.getByRole('button', { name: 'See what would go' }).click()
    const form = page.getByRole('form', { name: 'Delete for good' })
    await form.getByText('which surveys they took part in, if any').waitFor()
    await form.getByRole('textbox').fill('Dee')
    await form.getByRole('button', { name: 'Delete for good' }).click()
    await form.getByText('That is not “Dee Dunn”.').waitFor()
    await inspect(page, 'a student being deleted')
    await form.getByRole('textbox').fill('dee dunn')
    await form.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('heading', { name: 'Students' }).first().waitFor()
    expect(backend.students.students.some(({ id }) => id === '604')).toBe(false)
    await close()
  })

  test('that works in the district, too, is looked after among the staff', async () => {
    const { page, close } = await open('#/students/606')
    await page.getByText('looked after among the staff').waitFor()
    expect(await page.getByRole('button', { name: 'Deactivate' }).count()).toBe(0)
    await close()
  })

  test('are taken along as a file, of a grade and a school year, with what they have and do', async () => {
    const { page, close } = await open('#/students')
    const report = page.locator('section', { has: page.getByRole('heading', { name: 'What students have and do' }) })
    await report.getByRole('combobox', { name: 'Grade' }).selectOption('07')
    await report.getByRole('combobox', { name: 'School year of the tests' }).selectOption('2025–2026')
    await inspect(page, 'students with their report')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      report.getByRole('button', { name: 'Download as CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('student-report-2025.csv')
    expect(await readFile(await file.path(), 'utf8')).toContain('0042,07,2025')
    await close()
  })

  test('is reached by a teacher from the bar', async () => {
    const { page, close } = await open('', 'teacher')
    await page.getByRole('link', { name: 'Students' }).first().click()
    await page.getByText('1 to 15 of 17').waitFor()
    await close()
  })
})
