/** Operations of benchmark tests: the roster, what is done to a test, and results from a file. */

import type * as benchmarks from '../http/contract/benchmarks.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface BenchmarkOperations {
  'GET /api/v1/benchmarks': Read<benchmarks.BenchmarkRoster, benchmarks.BenchmarksQuery>
  'POST /api/v1/benchmarks/assignments': Write<benchmarks.BenchmarkOrderBody, benchmarks.BenchmarkOutcome>
  'POST /api/v1/students/{studentId}/benchmark-reassignment': Write<benchmarks.ReassignBenchmarkBody, null>
  'POST /api/v1/students/{studentId}/benchmark-invalidation': Write<benchmarks.InvalidateBenchmarkBody, null>
  'GET /api/v1/benchmark-results/template': Read<string>
  'POST /api/v1/benchmark-result-previews': Write<benchmarks.ResultPreviewBody, benchmarks.ResultPreview>
  'POST /api/v1/benchmark-results': Write<benchmarks.ImportResultsBody, benchmarks.ResultsImported>
}
