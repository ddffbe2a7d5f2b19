/** Who the other record is: found by name. */
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { KnownEducator } from '../../../http/contract/educator-database.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { timelineQuery } from '../coach/queries.ts'
import { doublesQuery } from './queries.ts'

const QUIET_MS = 250

interface ChooseProps {
  /** The record that was opened. */
  readonly stays: string
  readonly choose: (id: string) => void
}

export function ChooseDouble({ stays, choose }: ChooseProps) {
  const { send } = useReader()
  const kept = useQuery(timelineQuery(send, { educatorId: stays, page: 0, pageSize: 1 }))
  // Null: the family name of the one who was opened.
  const [typed, setTyped] = useState<string | null>(null)
  const words = typed ?? kept.data?.educator.familyName ?? ''
  const q = useSettled(words.trim(), QUIET_MS)
  const found = useQuery({ ...doublesQuery(send, q), enabled: q !== '' })
  if (kept.isPending) return <Waiting lines={4} />
  if (kept.isLoadingError) return <FailureNote failure={kept.error} retry={() => void kept.refetch()} />
  const others = (found.data ?? []).filter(({ id }) => id !== stays)
  return (
    <Card title={t('merge.choose')} says={`${t('merge.kept')}: ${nameOf(kept.data.educator)}`}>
      <div className="stack">
        <TextInput
          type="search"
          label={t('educators.search')}
          description={t('merge.choose.says')}
          leftSection={searchIcon}
          value={words}
          maxLength={100}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
        {found.isError ? <FailureNote failure={found.error} /> : null}
        {found.data !== undefined && others.length === 0 ? <p className="dim">{t('merge.choose.none')}</p> : null}
        <ul className="plain-list stack">
          {others.map((other) => (
            <Other key={other.id} other={other} choose={choose} />
          ))}
        </ul>
      </div>
    </Card>
  )
}

function Other({ other, choose }: { readonly other: KnownEducator; readonly choose: (id: string) => void }) {
  const name = nameOf(other)
  return (
    <li className="row">
      <Button variant="default" size="xs" onClick={() => choose(other.id)}>
        {t('merge.choose.this', { name })}
      </Button>
      <span className="dim">
        {[t('matches.here', { id: other.id }), ...other.schools.map((school) => school.name)].join(' · ')}
      </span>
    </li>
  )
}
