import { describe, expect, test } from 'vitest'
import { openFakeCycles, STALE_NAME } from '../ui/fake-cycles.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

describe('the settings of coaching', () => {
  test('are edited as lists: renamed, put in another order, switched off, added to; and say what is wrong at its place', async () => {
    Object.assign(backend.cycles, openFakeCycles())
    const { page, close } = await pages.open(launchOf('admin', '#/coach/settings'), 360)
    const phases = page.getByRole('form', { name: 'Phases of a cycle' })
    await phases.getByRole('button', { name: 'Move down: Plan' }).click()
    await phases.getByRole('button', { name: 'Add an entry' }).click()
    await phases.getByRole('textbox', { name: 'Name of entry 4' }).fill('plan')
    await phases.getByRole('button', { name: 'Save' }).click()
    await phases.getByText('Another entry has this name.').waitFor()
    await inspect(page, 'a list of the coaching model with a name twice')
    await phases.getByRole('textbox', { name: 'Name of entry 4' }).fill('Observe')
    await phases.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => backend.cycles.lists.phases.items.map(({ id }) => id))
      .toEqual(['phase-practise', 'phase-plan', 'phase-reflect', 'phase-observe'])
    const focuses = page.getByRole('form', { name: 'Focuses' })
    await focuses.getByRole('button', { name: 'Take away: Small groups' }).click()
    await focuses.getByRole('textbox', { name: 'Name of entry 1' }).fill(STALE_NAME)
    await focuses.getByRole('button', { name: 'Save' }).click()
    await focuses.getByText('Somebody else has changed this list').waitFor()
    await page.getByRole('tab', { name: 'Rules for coaches' }).click()
    await page.getByText('Days until a cycle’s next interaction').waitFor()
    await inspect(page, 'the rules for coaches')
    await close()
  })
})
