/** One entry of a list of the coaching model, being edited. */
import '../../styles/checkbox.css'
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { Pill } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'

export interface Entry {
  /** Of the row on the page. */
  readonly key: string
  readonly id: string | null
  readonly name: string
  readonly active: boolean
  /** One on each line. */
  readonly levels: string
  readonly used: boolean
}

interface EntryRowProps {
  readonly entry: Entry
  readonly place: { readonly index: number; readonly count: number; readonly hasLevels: boolean }
  readonly problems: { readonly name: string | undefined; readonly levels: string | undefined }
  readonly change: (values: Partial<Entry>) => void
  readonly move: (by: 1 | -1) => void
  readonly remove: () => void
}

export function EntryRow({ entry, place, problems, change, move, remove }: EntryRowProps) {
  const number = place.index + 1
  const name = entry.name.trim() === '' ? t('coaching-list.new-entry') : entry.name
  return (
    <div className="coaching-list-entry">
      <div className="stack">
        <TextInput
          label={t('coaching-list.name', { number })}
          maxLength={80}
          value={entry.name}
          error={problems.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {place.hasLevels ? (
          <Textarea
            label={t('coaching-list.levels', { number })}
            autosize
            minRows={3}
            maxLength={1000}
            value={entry.levels}
            error={problems.levels}
            onChange={(event) => change({ levels: event.currentTarget.value })}
          />
        ) : null}
      </div>
      <Acts {...{ entry, name, place, change, move, remove }} />
    </div>
  )
}

function Acts({
  entry,
  name,
  place,
  change,
  move,
  remove,
}: Omit<EntryRowProps, 'problems'> & { readonly name: string }) {
  return (
    <div className="row coaching-list-acts">
      <Checkbox
        label={t('coaching-list.active')}
        aria-label={t('coaching-list.active.this', { name })}
        checked={entry.active}
        onChange={(event) => change({ active: event.currentTarget.checked })}
      />
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('coaching-list.up', { name })}
        disabled={place.index === 0}
        onClick={() => move(-1)}
      >
        ↑
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('coaching-list.down', { name })}
        disabled={place.index + 1 === place.count}
        onClick={() => move(1)}
      >
        ↓
      </Button>
      {entry.used ? (
        <Pill mood="calm">{t('coaching-list.used')}</Pill>
      ) : (
        <Button variant="default" size="compact-sm" aria-label={t('coaching-list.remove', { name })} onClick={remove}>
          {t('coaching-list.remove.short')}
        </Button>
      )}
    </div>
  )
}
