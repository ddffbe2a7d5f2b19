/** A seat that is kept for somebody who left is freed: who would get it is asked first, and said with the question. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { LicencePreview, SeatPerson } from '../../../http/contract/licences.ts'
import { nameOf } from '../../names.ts'
import type { Decision } from '../../parts/asked-again.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { LICENCES } from './queries.ts'

export function useFreeing(kind: string, ask: (decision: Decision) => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ person }: SeatPerson) =>
      send('POST /api/v1/licences/{kind}/people/{personId}/release/preview', { params: { kind, personId: person.id } }),
    onSuccess: (preview, seat) => ask(releaseOf(kind, seat, preview)),
    onError: () => queries.invalidateQueries({ queryKey: [LICENCES] }),
  })
}

/** Told with who gets it: the first who waits, whoever is over, or nobody yet. */
function releaseOf(kind: string, { person }: SeatPerson, preview: LicencePreview): Decision {
  const who = nameOf(person)
  return {
    label: t('licence.release-this', { who }),
    sure: sureOf(who, preview),
    says: t('licence.released', { who }),
    act: (send) =>
      send('POST /api/v1/licences/{kind}/people/{personId}/release', { params: { kind, personId: person.id } }),
  }
}

function sureOf(who: string, { moves }: LicencePreview): string {
  const gets = moves.find(({ move }) => move === 'assign' || move === 'keep')
  const next = gets?.person ?? null
  if (next === null) return t('licence.release.sure.nobody', { who })
  const words = { who, next: nameOf(next) }
  return t(gets?.move === 'keep' ? 'licence.release.sure.keep' : 'licence.release.sure.assign', words)
}
