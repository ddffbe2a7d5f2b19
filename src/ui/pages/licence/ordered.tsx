/** A list that somebody puts into order: each entry with its rank, moved up and down, taken out, and others added at the end. */
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../translate.ts'

export interface OrderedEntry {
  readonly id: string
  readonly name: string
}

interface OrderedProps {
  readonly label: string
  readonly says: string
  readonly entries: readonly OrderedEntry[]
  /** What may be added. */
  readonly others: readonly OrderedEntry[]
  readonly adding: string
  readonly change: (ids: readonly string[]) => void
  /** What always comes last, with the rank after the entries'. */
  readonly last?: string
}

export function Ordered({ label, says, entries, others, adding, change, last }: OrderedProps) {
  const ids = entries.map(({ id }) => id)
  const move = (index: number, by: 1 | -1) => change(ids.toSpliced(index, 1).toSpliced(index + by, 0, ids[index] ?? ''))
  return (
    <fieldset className="pairs stack">
      <legend>{label}</legend>
      <p className="dim">{says}</p>
      <ol className="plain-list lines" aria-label={label}>
        {entries.map(({ id, name }, index) => (
          <li key={id}>
            <span className="line-main">{t('licence.ordered.rank', { rank: index + 1, name })}</span>
            <Moves
              name={name}
              place={{ index, count: entries.length }}
              move={(by) => move(index, by)}
              out={() => change(ids.toSpliced(index, 1))}
            />
          </li>
        ))}
        {last === undefined ? null : (
          <li>
            <span className="line-main">{t('licence.ordered.rank', { rank: entries.length + 1, name: last })}</span>
          </li>
        )}
      </ol>
      {others.length === 0 ? null : <Adding label={adding} others={others} add={(id) => change([...ids, id])} />}
    </fieldset>
  )
}

interface MovesProps {
  readonly name: string
  readonly place: { readonly index: number; readonly count: number }
  readonly move: (by: 1 | -1) => void
  readonly out: () => void
}

function Moves({ name, place: { index, count }, move, out }: MovesProps) {
  const buttons = [
    { key: 'up', act: () => move(-1), isOff: index === 0 },
    { key: 'down', act: () => move(1), isOff: index === count - 1 },
    { key: 'out', act: out, isOff: false },
  ] as const
  return (
    <div className="row">
      {buttons.map(({ key, act, isOff }) => (
        <Button
          key={key}
          variant="default"
          size="compact-sm"
          aria-label={t(`licence.ordered.${key}.this`, { name })}
          disabled={isOff}
          onClick={act}
        >
          {t(`licence.ordered.${key}`)}
        </Button>
      ))}
    </div>
  )
}

interface AddingProps {
  readonly label: string
  readonly others: readonly OrderedEntry[]
  readonly add: (id: string) => void
}

function Adding({ label, others, add }: AddingProps) {
  const [chosen, setChosen] = useState('')
  const one = others.find(({ id }) => id === chosen) ?? others[0]
  return (
    <div className="row">
      <NativeSelect
        label={label}
        value={one?.id ?? ''}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      />
      <Button variant="default" aria-label={`${t('licence.ordered.add')}: ${label}`} onClick={() => add(one?.id ?? '')}>
        {t('licence.ordered.add')}
      </Button>
    </div>
  )
}
