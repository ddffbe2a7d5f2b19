/** The district's types of interaction: named, ordered, switched off and added by a district administrator. */
import '../../styles/checkbox.css'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InteractionTypes } from '../../../http/contract/coaching-words.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { INTERACTIONS, TYPES } from './queries.ts'
import { PlainWord } from './tags.tsx'

interface TypesProps {
  readonly given: InteractionTypes
  readonly maySet: boolean
}

interface Line {
  /** Null: new. */
  readonly id: string | null
  readonly name: string
  readonly isActive: boolean
}

export function Types({ given, maySet }: TypesProps) {
  if (maySet) return <EditableTypes given={given} />
  return (
    <ul className="plain-list words">
      {given.types.map(({ id, name, isActive }) => (
        <li key={id} className="row word-line">
          <PlainWord name={name} isActive={isActive} />
        </li>
      ))}
    </ul>
  )
}

function EditableTypes({ given }: Pick<TypesProps, 'given'>) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [lines, setLines] = useState<readonly Line[]>(given.types)
  const saving = useMutation({
    mutationFn: () =>
      send('PUT /api/v1/coaching/interaction-types', {
        body: { types: lines.filter(({ id, name }) => id !== null || name.trim() !== ''), version: given.version },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: TYPES })
      void queries.invalidateQueries({ queryKey: [INTERACTIONS] })
    },
  })
  const isChanged = JSON.stringify(lines) !== JSON.stringify(given.types)
  return (
    <Form submit={() => saving.mutate()}>
      <ul className="plain-list words">
        {lines.map((line, index) => (
          <TypeLine
            key={line.id ?? `new ${index}`}
            line={line}
            named={nameIn(given, line)}
            put={(changed) => setLines(lines.map((one, place) => (place === index ? changed : one)))}
            raise={index === 0 ? null : () => setLines(raised(lines, index))}
          />
        ))}
      </ul>
      <div className="row">
        <Button variant="default" onClick={() => setLines([...lines, { id: null, name: '', isActive: true }])}>
          {t('words.type.add')}
        </Button>
        <Button type="submit" loading={saving.isPending} disabled={!isChanged}>
          {t('entry.save')}
        </Button>
      </div>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
    </Form>
  )
}

interface TypeLineProps {
  readonly line: Line
  /** What it was called before. */
  readonly named: string
  readonly put: (line: Line) => void
  /** Null: it is the first. */
  readonly raise: (() => void) | null
}

function TypeLine({ line, named, put, raise }: TypeLineProps) {
  return (
    <li className="row word-line">
      <TextInput
        aria-label={line.id === null ? t('words.type.new') : t('words.name.of', { name: named })}
        value={line.name}
        maxLength={60}
        autoComplete="off"
        onChange={(change) => put({ ...line, name: change.currentTarget.value })}
      />
      <Checkbox
        label={t('words.offered')}
        aria-label={t('words.offered.of', { name: line.name })}
        checked={line.isActive}
        onChange={(change) => put({ ...line, isActive: change.currentTarget.checked })}
      />
      <Button
        size="xs"
        variant="default"
        disabled={raise === null}
        aria-label={t('words.up.of', { name: line.name })}
        onClick={() => raise?.()}
      >
        {t('words.up')}
      </Button>
    </li>
  )
}

function nameIn({ types }: InteractionTypes, { id, name }: Line): string {
  return types.find((type) => type.id === id)?.name ?? name
}

/** With the line one place further up. */
function raised(lines: readonly Line[], index: number): readonly Line[] {
  const line = lines[index]
  const above = lines[index - 1]
  if (line === undefined || above === undefined) return lines
  return [...lines.slice(0, index - 1), line, above, ...lines.slice(index + 1)]
}
