/** A student's avatar: put together from parts, with accessories that points buy; closed at the hours of a class. */
import '../styles/avatar.css'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OwnAvatar } from '../../http/contract/programmes.ts'
import { AvatarDrawing } from '../parts/avatar-drawing.tsx'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { AvatarParts } from './points/avatar-parts.tsx'
import { AvatarsClosed, OwnPoints } from './points/own-points.tsx'
import { ownAvatarQuery } from './points/queries.ts'

export function AvatarPage() {
  const { send } = useReader()
  const found = useQuery(ownAvatarQuery(send))
  if (found.isLoadingError)
    return <PageFailure title={t('avatar.title')} failure={found.error} retry={() => void found.refetch()} />
  return (
    <>
      <PageHead
        title={t('avatar.title')}
        says={t('avatar.says')}
        actions={<a href={paths.home()}>{t('avatar.back')}</a>}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.data === undefined ? null : <Desk found={found.data} />}
    </>
  )
}

function Desk({ found }: { readonly found: OwnAvatar }) {
  const [picked, setPicked] = useState<readonly string[] | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const saving = useSaving(() => {
    setPicked(null)
    setSaid(t('avatar.saved'))
  })
  const look = picked ?? found.look
  const worn = found.parts.filter(({ id }) => look.includes(id))
  const choose = (slot: string, id: string | null) => {
    setSaid(null)
    setPicked([...worn.filter((part) => part.slot !== slot).map((part) => part.id), ...(id === null ? [] : [id])])
  }
  const save = (
    <Saving
      isOpen={found.closed === null && picked !== null}
      isSaving={saving.isPending}
      failure={saving.error}
      said={said}
      save={() => saving.mutate([...look])}
    />
  )
  return (
    <>
      <AvatarsClosed closed={found.closed} />
      <Card title={t('avatar.points.title')}>
        <div className="avatar-desk">
          <div className="avatar-now">
            <AvatarDrawing
              parts={worn}
              label={t('avatar.picture', { parts: worn.map(({ name }) => name).join(', ') })}
            />
          </div>
          <div className="avatar-words stack">
            <OwnPoints programmes={found.programmes} />
            {save}
          </div>
        </div>
      </Card>
      <AvatarParts found={found} look={look} choose={choose} save={save} />
    </>
  )
}

interface SavingProps {
  /** There is something to keep, and it may be kept now. */
  readonly isOpen: boolean
  readonly isSaving: boolean
  readonly failure: unknown
  readonly said: string | null
  readonly save: () => void
}

/** Above the parts and below them: on a phone there is a long way between. */
function Saving({ isOpen, isSaving, failure, said, save }: SavingProps) {
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} />}
      <div className="row">
        <Button disabled={!isOpen} loading={isSaving} onClick={save}>
          {t('avatar.save')}
        </Button>
      </div>
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
    </>
  )
}

function useSaving(saved: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (parts: string[]) => send('PUT /api/v1/student/avatar', { body: { parts } }),
    onSuccess: (own) => {
      queries.setQueryData(ownAvatarQuery(send).queryKey, own)
      saved()
    },
    // Closed meanwhile, or something isn't there any more: what is there now is shown.
    onError: () => void queries.invalidateQueries({ queryKey: ownAvatarQuery(send).queryKey }),
  })
}
