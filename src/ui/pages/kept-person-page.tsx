/** What is kept of one person: the file for them, the legal hold, and erasing them. */
import '../styles/settings.css'
import { useQuery } from '@tanstack/react-query'
import { nameOf } from '../names.ts'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { ErasureCard } from './kept/erasure.tsx'
import { HoldCard } from './kept/hold.tsx'
import { keptQuery } from './kept/queries.ts'
import { RecordCard } from './kept/record.tsx'

export function KeptPersonPage({ id }: { readonly id: string }) {
  const { send, me } = useReader()
  const found = useQuery(keptQuery(send, id))
  const name = found.data === undefined ? null : nameOf(found.data.person)
  return (
    <>
      <PageHead
        title={name === null ? t('kept.title') : t('kept.of', { name })}
        actions={<a href={paths.kept()}>{t('kept.back')}</a>}
      />
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined || name === null ? null : (
        <>
          <RecordCard kept={found.data} name={name} />
          {me.may.includes('set:legal_hold') ? <HoldCard personId={id} zone={me.district.timezone} /> : null}
          {me.may.includes('erase:person') ? <ErasureCard kept={found.data} name={name} /> : null}
        </>
      )}
    </>
  )
}
