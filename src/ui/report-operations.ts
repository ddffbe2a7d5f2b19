/** The operations of the API for reports of coaching, and for who sees what. */
import type * as openings from '../http/contract/note-openings.ts'
import type * as reports from '../http/contract/coaching-reports.ts'
import type * as filters from '../http/contract/report-filters.ts'
import type * as progress from '../http/contract/cycle-progress.ts'
import type { Visibility } from '../http/contract/visibility.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface ReportOperations {
  'POST /api/v1/coaching/interactions/{interactionId}/notes': Write<openings.OpenNotesBody, openings.OpenedNotes>
  'GET /api/v1/coaching/note-openings': Read<openings.NoteOpeningPage, openings.NoteOpeningQuery>
  'GET /api/v1/coaching/reports/choices': Read<reports.ReportChoices>
  'GET /api/v1/coaching/reports/mine': Read<reports.Report, reports.OwnReportQuery>
  'GET /api/v1/coaching/reports/all': Read<reports.Report, reports.ReportQuery>
  'GET /api/v1/coaching/report-filters': Read<filters.ReportFilters>
  'POST /api/v1/coaching/report-filters': Write<filters.KeepFilterBody, filters.ReportFilter>
  'PUT /api/v1/coaching/report-filters/{filterId}': Write<filters.ChangeFilterBody, filters.ReportFilter>
  'DELETE /api/v1/coaching/report-filters/{filterId}': Write<null, null>
  'GET /api/v1/coaching/visibility': Read<Visibility>
  'GET /api/v1/coaching/reports/mine/cycles': Read<progress.CycleProgress, progress.OwnCycleProgressQuery>
  'GET /api/v1/coaching/reports/all/cycles': Read<progress.CycleProgress, progress.CycleProgressQuery>
  'GET /api/v1/coaching/reports/mine/not-seen': Read<reports.NotSeenPage, reports.NotSeenQuery>
  'GET /api/v1/coaching/reports/all/not-seen': Read<reports.NotSeenPage, reports.NotSeenQuery>
  'GET /api/v1/coaching/reports/mine/not-seen/export': Read<string, reports.OwnNotSeenFileQuery>
  'GET /api/v1/coaching/reports/all/not-seen/export': Read<string, reports.NotSeenFileQuery>
}
