-- A part: which interactions and cycles are or were about whoever reads, as the audit log names them: also those that are
-- deleted, and cycles that they were taken out of. Before it a row reader (ids, coaching): their numbers as text, none where
-- nobody of the roster reads, and actions of coaching as patterns.
of_reader as materialized (
  select 'interaction:' || e.interaction_id as object from interaction_educator e
  where e.district_id = $1 and e.person_id = any ((select r.ids from reader r)::bigint[])
  union all
  select 'coaching_cycle:' || e.cycle_id from coaching_cycle_educator e
  where e.district_id = $1 and e.person_id = any ((select r.ids from reader r)::bigint[])
  union all
  select e.object from audit_entry e
  where (select cardinality(r.ids) > 0 from reader r) and e.district_id = $1 and e.action = 'interaction.delete'
    and e.detail -> 'educatorIds' ?| (select r.ids from reader r)
  union all
  select e.object from audit_entry e
  where (select cardinality(r.ids) > 0 from reader r) and e.district_id = $1 and e.action like 'coaching_cycle.%'
    and e.detail -> 'educatorIds' ?| (select r.ids from reader r)
),
