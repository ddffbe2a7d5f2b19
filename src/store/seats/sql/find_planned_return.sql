-- Whether a run that waits for a decision, or is under way, gives somebody back the seat that is kept for them. $1 district,
-- $2 kind, $3 person.
select exists (
  select from run r
  join run_change c on c.district_id = r.district_id and c.run_id = r.id and c.kind = 'seats'
  where r.district_id = $1 and r.state not in ('reported', 'failed', 'previewed', 'discarded', 'superseded')
    and c.after ->> 'licence' = $2 and c.after ->> 'personId' = $3 and c.after ->> 'move' = 'return'
) as found
