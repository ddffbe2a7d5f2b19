/** The coaching model of the fake backend. */

import type { CoachingSettings } from '../../src/http/contract/coaching-settings.ts'
import { type GivenChoice, planChoices } from '../../src/coaching/choice-list.ts'
import { Refused } from './fake-answers.ts'
import { type FakeKeptCycles, keptCycleHandlers, openFakeKeptCycles } from './fake-kept-cycles.ts'

/** A name that somebody else has changed the list of meanwhile. */
export const STALE_NAME = 'Stale'

export interface FakeCycles extends FakeKeptCycles {
  lists: CoachingSettings
}

export function openFakeCycles(): FakeCycles {
  return {
    ...openFakeKeptCycles(),
    lists: {
      phases: {
        version: 'phases-1',
        items: [
          entry('phase-plan', 'Plan', true),
          entry('phase-practise', 'Practise', true),
          entry('phase-reflect', 'Reflect', true),
        ],
      },
      focuses: {
        version: 'focuses-1',
        items: [
          entry('focus-questioning', 'Questioning and discussion techniques across the curriculum', true),
          { ...entry('focus-small-groups', 'Small groups'), active: false },
        ],
      },
      scales: {
        version: 'scales-1',
        items: [entry('scale-practice', 'Practice', true, ['Beginning', 'Developing', 'Proficient', 'Distinguished'])],
      },
    },
  }
}

function entry(id: string, name: string, used = false, levels: string[] = []) {
  return { id, name, active: true, levels, used }
}

interface Asked {
  readonly backend: { readonly cycles: FakeCycles }
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export const cycleHandlers = {
  ...keptCycleHandlers,
  'GET /api/v1/coaching/choices': ({ backend }: Asked) => choicesOf(backend.cycles.lists),
  'GET /api/v1/coaching/settings': ({ backend }: Asked) => structuredClone(backend.cycles.lists),
  'PUT /api/v1/coaching/settings/{list}': ({ backend, params, body }: Asked) => {
    const { cycles } = backend
    const list = params['list'] as keyof CoachingSettings
    const items = body['items'] as GivenChoice[]
    if (items.some(({ name }) => name === STALE_NAME))
      throw new Refused(409, 'list_stale', 'Somebody else has changed this list since you opened the page.')
    const planned = planChoices(list, items, cycles.lists[list].items)
    if ('problems' in planned) throw new Refused(422, 'list_invalid', 'The list was not saved.', [...planned.problems])
    const used = new Set(cycles.lists[list].items.filter((one) => one.used).map(({ id }) => id))
    const kept = planned.choices.map((one) => ({ ...one, levels: [...one.levels], used: used.has(one.id) }))
    const version = `${cycles.lists[list].version}x`
    cycles.lists = { ...cycles.lists, [list]: { items: kept, version } }
    return structuredClone(cycles.lists)
  },
}

function choicesOf(lists: CoachingSettings) {
  const of = (list: keyof CoachingSettings) =>
    lists[list].items
      .filter(({ active }) => active)
      .map(({ id, name, active, levels }) => ({ id, name, active, levels }))
  return { phases: of('phases'), focuses: of('focuses'), scales: of('scales'), cadenceDays: 14 }
}
