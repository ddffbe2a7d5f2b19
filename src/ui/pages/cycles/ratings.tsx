/** By which scale the educators of a cycle are rated, and how each is at its start and its end. */
import { NativeSelect } from '@mantine/core'
import type { PersonName } from '../../../http/contract/shapes.ts'
import { nameOf } from '../../names.ts'
import { t } from '../../translate.ts'
import { type CycleValues, UNRATED } from './cycle-values.ts'

interface RatingsProps {
  readonly values: CycleValues
  readonly scales: readonly { readonly id: string; readonly name: string; readonly levels: readonly string[] }[]
  readonly ratesEnd: boolean
  readonly people: readonly PersonName[]
  readonly change: (values: Partial<CycleValues>) => void
}

export function Ratings({ values, scales, ratesEnd, people, change }: RatingsProps) {
  if (scales.length === 0) return null
  const scale = scales.find(({ id }) => id === values.scaleId)
  const rate = (id: string, part: Partial<typeof UNRATED>) =>
    change({ ratings: { ...values.ratings, [id]: { ...UNRATED, ...values.ratings[id], ...part } } })
  const levels = [
    { value: '', label: t('cycle.rating.none') },
    ...(scale?.levels ?? []).map((label, index) => ({ value: String(index + 1), label })),
  ]
  return (
    <>
      <NativeSelect
        label={t('cycle.scale')}
        value={values.scaleId}
        data={[
          { value: '', label: t('cycle.scale.none') },
          ...scales.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => change({ scaleId: event.currentTarget.value, ratings: {} })}
      />
      {scale === undefined
        ? null
        : values.educatorIds.map((id) => {
            const person = people.find((one) => one.id === id)
            const name = person === undefined ? id : nameOf(person)
            const { start, end } = values.ratings[id] ?? UNRATED
            return (
              <div key={id} className="cycle-row">
                <NativeSelect
                  label={t('cycle.rating.start', { name })}
                  data={levels}
                  value={start}
                  onChange={(event) => rate(id, { start: event.currentTarget.value })}
                />
                {ratesEnd ? (
                  <NativeSelect
                    label={t('cycle.rating.end', { name })}
                    data={levels}
                    value={end}
                    onChange={(event) => rate(id, { end: event.currentTarget.value })}
                  />
                ) : null}
              </div>
            )
          })}
    </>
  )
}
