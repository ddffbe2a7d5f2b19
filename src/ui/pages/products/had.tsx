/** One product of one student in a word or two. */
import type { PersonProducts } from '../../../http/contract/products.ts'
import { Pill } from '../../parts/notes.tsx'
import { word } from '../../translate.ts'

export type Had = PersonProducts['has'][number]

export const MOODS = { waiting: 'warn', assigned: 'good', over: 'bad', grace: 'calm', taken_back: 'calm' } as const

/** Its name, and what the student has of it. */
export function HadPill({ had, catalogue }: { readonly had: Had; readonly catalogue: PersonProducts['products'] }) {
  const state = had.state ?? 'taken_back'
  const name = catalogue.find(({ id }) => id === had.product)?.name ?? had.product
  return (
    <Pill mood={MOODS[state]}>
      {name}: {word('product-state', state)}
    </Pill>
  )
}
