/** Which actions of the audit log are of coaching. */

/**
 * Patterns for them. What is said by these is for readers of the whole district alone: it tells who is coached, by whom
 * and how much, which is nothing of a school's (OWN-29-B); and nobody reads those about themself (P000-24).
 */
export const COACHING_ACTIONS: readonly string[] = [
  'caseload.%',
  'coaching_cycle.%',
  'coaching_settings.%',
  'coaching_tag.%',
  'educator.%',
  'interaction.%',
  'interaction_import.%',
  'report_filter.%',
]
