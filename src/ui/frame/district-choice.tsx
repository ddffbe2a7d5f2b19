/** A customer's administrator goes on in another of the customer's districts. */
import { NativeSelect } from '@mantine/core'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { Me } from '../../http/contract/session.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import type { Send } from '../session/session.ts'
import { t } from '../translate.ts'

const districtsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['districts'],
    queryFn: ({ signal }) => send('GET /api/v1/customer/districts', { signal }),
  })

/** Nothing for everybody else, and where there is one district only. */
export function DistrictChoice({ me }: { readonly me: Me }) {
  return me.roles.some(({ role }) => role === 'customer_admin') ? <Choice current={me.district.id} /> : null
}

function Choice({ current }: { readonly current: string }) {
  const { send } = useReader()
  const found = useQuery(districtsQuery(send))
  const entering = useMutation({
    mutationFn: (districtId: string) => send('POST /api/v1/session/district', { body: { districtId } }),
    // Everything that is shown is of the district before.
    onSuccess: () => {
      window.location.hash = paths.start()
      window.location.reload()
    },
  })
  const districts = found.data?.districts ?? []
  if (districts.length < 2) return null
  return (
    <NativeSelect
      size="xs"
      aria-label={t('district.choose')}
      data={districts.map(({ id, name }) => ({ value: id, label: name }))}
      value={current}
      disabled={entering.isPending}
      error={entering.error === null ? null : t('district.failed')}
      onChange={(change) => entering.mutate(change.currentTarget.value)}
    />
  )
}
