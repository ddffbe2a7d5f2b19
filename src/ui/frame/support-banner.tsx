/** While somebody of the installation may look into the district: said above every page of those who can end it, and to whoever looks. */
import '../styles/banner.css'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../http/contract/session.ts'
import type { SupportAccess } from '../../http/contract/support.ts'
import { formatInstant } from '../formats.ts'
import { openSupportQuery } from '../pages/support/queries.ts'
import { FailureNote, Note, Quietly } from '../parts/notes.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'

export function SupportBanner() {
  const { me } = useReader()
  return me.may.includes('grant:support_access') ? <OpenAccesses /> : null
}

/** Whoever looks is told so on every page. */
export function SupportHere({ me }: { readonly me: Me }) {
  if (me.support === undefined) return null
  return (
    <Note mood="warn" title={t('support.here', { until: formatInstant(me.support.until, me.district.timezone) })}>
      <p>{t('support.here.says')}</p>
    </Note>
  )
}

function OpenAccesses() {
  const { send } = useReader()
  const found = useQuery(openSupportQuery(send))
  const open = found.data?.items ?? []
  return (
    <Quietly className="banner">
      {open.map((access) => (
        <OneAccess key={access.id} access={access} />
      ))}
    </Quietly>
  )
}

function OneAccess({ access }: { readonly access: SupportAccess }) {
  const { me } = useReader()
  const { who, reason } = access
  return (
    <Note mood="warn" title={t('support.open-now', { until: formatInstant(access.expiresAt, me.district.timezone) })}>
      <p>{t('support.open-now.says', { who, reason })}</p>
      <div className="row">
        <a href={paths.supportAccess()}>{t('support.title')}</a>
        <EndSupport access={access} />
      </div>
    </Note>
  )
}

/** Ends it without asking again: nothing is lost by it. */
export function EndSupport({ access }: { readonly access: SupportAccess }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => send('DELETE /api/v1/support-accesses/{accessId}', { params: { accessId: access.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['support'] }),
  })
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('support.end-this', { who: access.who })}
        loading={ending.isPending}
        onClick={() => ending.mutate()}
      >
        {t('support.end')}
      </Button>
      {ending.error === null ? null : <FailureNote failure={ending.error} />}
    </>
  )
}
