/** A class's programmes with their points, and the hours at which its students' avatars rest. */
import { useQuery } from '@tanstack/react-query'
import type { AvatarHours } from '../../http/contract/programmes.ts'
import { Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { AvatarHoursCard } from './points/avatar-hours.tsx'
import { ClassProgrammes } from './points/class-programmes.tsx'
import { avatarHoursQuery } from './points/queries.ts'

export function ClassPointsPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(avatarHoursQuery(send, id))
  if (found.isLoadingError)
    return <PageFailure title={t('points.title')} failure={found.error} retry={() => void found.refetch()} />
  return (
    <>
      <PageHead
        title={t('points.title')}
        {...(found.data === undefined ? {} : { says: `${found.data.class.title} · ${found.data.class.schoolName}` })}
        {...(found.data === undefined ? {} : { actions: <a href={backOf(id, found.data)}>{t('points.back')}</a> })}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.data?.mayRunProgrammes === true ? <ClassProgrammes classId={id} /> : null}
      {found.data === undefined ? null : <AvatarHoursCard classId={id} found={found.data} />}
    </>
  )
}

/** The page of the class that whoever looks has: its teachers lead it. */
function backOf(id: string, { mayRunProgrammes }: AvatarHours): string {
  return mayRunProgrammes ? paths.ledClass(id) : paths.class(id)
}
