/** Permissions: who may do what in this district, and which of it the district has decided. */
import '../styles/roster.css'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useReader } from '../session/context.tsx'
import type { Send } from '../session/session.ts'
import { t } from '../translate.ts'
import { DistrictRules } from './permissions/district-rules.tsx'
import { EveryPermission } from './permissions/every-permission.tsx'

const permissionsQuery = (send: Send) =>
  queryOptions({ queryKey: ['permissions'], queryFn: ({ signal }) => send('GET /api/v1/permissions', { signal }) })

export function PermissionsPage() {
  const { send } = useReader()
  const found = useQuery(permissionsQuery(send))
  return (
    <>
      <PageHead title={t('permissions.title')} says={t('permissions.says')} />
      <p className="quiet-line">{t('permissions.about-oneself')}</p>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          <DistrictRules rules={found.data.rules} customerReading={found.data.customerReading} />
          <EveryPermission found={found.data} />
        </>
      )}
    </>
  )
}
