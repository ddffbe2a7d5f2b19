/** Finds one of many by a few letters of its name, and hands on the one that was chosen. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Note } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'

interface Search {
  readonly typed: string
  readonly type: (text: string) => void
  /** What is asked for once nobody types any more; '': nothing. */
  readonly q: string
}

export function useSearch(): Search {
  const [typed, type] = useState('')
  return { typed, type, q: useSettled(typed.trim(), 200) }
}

interface FindOneProps<T> {
  readonly search: Search
  /** What was found; undefined: no answer yet. */
  readonly found: readonly T[] | undefined
  readonly labelOf: (one: T) => string
  readonly take: (one: T) => void
  readonly words: { readonly search: string; readonly choose: string; readonly none: string; readonly submit: string }
}

export function FindOne<T extends { readonly id: string }>({ search, found, labelOf, take, words }: FindOneProps<T>) {
  const [chosen, setChosen] = useState('')
  const items = search.q === '' ? [] : (found ?? [])
  const one = items.find(({ id }) => id === chosen) ?? items[0]
  return (
    <form
      noValidate
      className="add-line"
      onSubmit={(event) => {
        event.preventDefault()
        if (one !== undefined) take(one)
      }}
    >
      <TextInput
        type="search"
        label={words.search}
        value={search.typed}
        maxLength={100}
        onChange={(change) => search.type(change.currentTarget.value)}
      />
      <NativeSelect
        label={words.choose}
        disabled={items.length === 0}
        value={one?.id ?? ''}
        data={items.map((item) => ({ value: item.id, label: labelOf(item) }))}
        onChange={(change) => setChosen(change.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={one === undefined}>
        {words.submit}
      </Button>
      {search.q !== '' && found?.length === 0 ? <Note mood="calm">{words.none}</Note> : null}
    </form>
  )
}
