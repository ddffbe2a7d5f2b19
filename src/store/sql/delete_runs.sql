-- Of these runs, those that nothing names any more: no live row, no role, no seat is traced to them, and no open notice
-- leads to them. $1 district, $2 runs, $3 at most.
with named as materialized (
  select changed_run_id as id from org where district_id = $1
  union select changed_run_id from term where district_id = $1
  union select changed_run_id from course where district_id = $1
  union select changed_run_id from class where district_id = $1
  union select changed_run_id from person_source where district_id = $1
  union select changed_run_id from enrolment where district_id = $1
  union select granted_run_id from role_grant where district_id = $1
  union select revoked_run_id from role_grant where district_id = $1
  union select run_id from seat_ledger where district_id = $1
  union select full_run_id from source_table where district_id = $1
  union select pinned_by from source_schedule where district_id = $1
  union select undone_by from run where district_id = $1
  union select run_id from notice where district_id = $1 and resolved_at is null)
delete from run where district_id = $1 and id in (
  select w.id from unnest($2::bigint[]) as w (id)
  where not exists (select from named n where n.id = w.id)
    and not exists (select from run_change c where c.district_id = $1 and c.run_id = w.id)
    and not exists (select from quarantined_row q where q.district_id = $1 and q.run_id = w.id and
{{+ held_quarantined}}
    )
  order by w.id limit $3)
  and state in ('reported', 'failed', 'previewed', 'discarded', 'superseded')
