-- Whether a run that is not over is about to write somebody into the roster. $1 district, $2 person.
select exists (
  select from run r
  join person_source s on s.district_id = $1 and s.source_id = r.source_id and s.person_id = $2::text::bigint
  join run_change c on c.district_id = $1 and c.run_id = r.id and c.kind = 'people' and c.key = s.sourced_id
  where r.district_id = $1 and r.state not in ('reported', 'failed', 'previewed', 'discarded', 'superseded')
    and c.op <> 'retire') as found
