-- The oldest run with details that may go (those about somebody under hold may not): not one of the newest applied ones of its source (they can be undone), not the
-- baseline, not held and not under way. $1 district, $2 previews finished before, $3 others finished before, $4 applied
-- runs kept of each source, $5 'run_change' or 'quarantined_row'.
with newest as (
  select id from (
    select id, row_number() over (partition by source_id order by applied_no desc) as place from run
    where district_id = $1 and applied_no is not null) r
  where place <= $4)
select r.id from run r
where r.district_id = $1 and r.finished_at < case when r.state = 'previewed' then $2::timestamptz else $3::timestamptz end
  and r.state in ('reported', 'failed', 'previewed', 'discarded', 'superseded')
  and not exists (select from newest n where n.id = r.id)
  and not exists (select from source s where s.district_id = $1 and s.baseline_run_id = r.id)
  and case $5
    when 'run_change' then exists (select from run_change c where c.district_id = $1 and c.run_id = r.id and not
{{+ held_change}}
    )
    else exists (select from quarantined_row q where q.district_id = $1 and q.run_id = r.id and not
{{+ held_quarantined}}
    ) end
order by r.id limit 1
