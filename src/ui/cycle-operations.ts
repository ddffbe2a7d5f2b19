/** The operations of coaching cycles, of what waits for a coach, and of interactions as a file. */
import type { InteractionCoaches, InteractionFileQuery } from '../http/contract/coaching.ts'
import type * as cycles from '../http/contract/cycles.ts'
import type * as today from '../http/contract/today.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface CycleOperations {
  'GET /api/v1/coaching/interaction-coaches': Read<InteractionCoaches>
  'GET /api/v1/coaching/interactions/export': Read<string, InteractionFileQuery>
  'GET /api/v1/coaching/today': Read<today.Today>
  'GET /api/v1/coaching/next-steps': Read<today.NextStepsPage, today.NextStepsQuery>
  'GET /api/v1/coaching/handed-steps': Read<today.HandedStepsPage, today.HandedStepsQuery>
  'GET /api/v1/coaching/cycles': Read<cycles.CyclePage, cycles.CycleQuery>
  'GET /api/v1/coaching/cycles/export': Read<string, cycles.CycleFileQuery>
  'GET /api/v1/coaching/cycle-coaches': Read<cycles.CycleCoaches>
  'GET /api/v1/coaching/cycles/{cycleId}': Read<cycles.CycleDetail>
  'POST /api/v1/coaching/cycles/{cycleId}/texts': Write<cycles.OpenTextsBody, cycles.CycleTexts>
  'GET /api/v1/coaching/cycles/{cycleId}/loose-interactions': Read<cycles.LooseInteractions>
  'POST /api/v1/coaching/cycles': Write<cycles.StartCycleBody, cycles.CycleDetail>
  'PUT /api/v1/coaching/cycles/{cycleId}': Write<cycles.EditCycleBody, cycles.CycleDetail>
  'POST /api/v1/coaching/cycles/{cycleId}/phase': Write<cycles.MoveCycleBody, cycles.CycleDetail>
  'PUT /api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}': Write<
    cycles.PlaceInteractionBody,
    cycles.CycleDetail
  >
  'DELETE /api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}': Write<null, cycles.CycleDetail>
}
