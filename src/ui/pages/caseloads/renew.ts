/** What is asked for anew once a caseload has changed. */
import { useQueryClient } from '@tanstack/react-query'
import { EDUCATORS, TODAY } from '../coach/queries.ts'
import { CASELOADS } from './queries.ts'

/** Everything that caseloads show in is asked for anew. */
export function useRenew(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    const keys = [[CASELOADS], [EDUCATORS], TODAY]
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}
