/** Where e-mail addresses link teachers and students: a switch per LMS that serves the district alone. */
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Switch.css'
import { Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { emailChoicesQuery } from './queries.ts'

export function EmailLinks() {
  const { send } = useReader()
  const queries = useQueryClient()
  const found = useQuery(emailChoicesQuery(send))
  const choosing = useMutation({
    mutationFn: ({ registrationId, enabled }: { readonly registrationId: string; readonly enabled: boolean }) =>
      send('PUT /api/v1/lti/email-links/{registrationId}', { params: { registrationId }, body: { enabled } }),
    onSuccess: (answer) => queries.setQueryData(emailChoicesQuery(send).queryKey, answer),
  })
  if (found.isPending) return <Waiting lines={2} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { registrations } = found.data
  if (registrations.length === 0) return <p className="quiet-line">{t('launches.by-email.none')}</p>
  return (
    <div className="stack">
      {registrations.map(({ registrationId, platform, servesOne, enabled }) => (
        <Switch
          key={registrationId}
          label={t('launches.by-email.switch', { platform })}
          description={servesOne ? undefined : t('launches.by-email.shared')}
          checked={enabled && servesOne}
          disabled={!servesOne || choosing.isPending}
          onChange={(change) => choosing.mutate({ registrationId, enabled: change.currentTarget.checked })}
        />
      ))}
      {choosing.error === null ? null : <FailureNote failure={choosing.error} />}
    </div>
  )
}
