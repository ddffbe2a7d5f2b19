-- A part: which interactions and cycles are or were about whoever reads, as the audit log names them: also those that are
-- deleted, and what they were taken out of: of an interaction whose educators were edited any entry may name them. What is
-- looked for in the log is read by partial indexes: their words stand here as there. Before it a row reader (ids, coaching): their numbers as text, none where
-- nobody of the roster reads, and actions of coaching as patterns.
of_reader as materialized (
  select 'interaction:' || e.interaction_id as object from interaction_about e
  where e.district_id = $1 and e.person_id = any ((select r.ids from reader r)::bigint[])
  union all
  select 'coaching_cycle:' || e.cycle_id from coaching_cycle_about e
  where e.district_id = $1 and e.person_id = any ((select r.ids from reader r)::bigint[])
  union all
  select e.object from audit_entry e
  where (select cardinality(r.ids) > 0 from reader r) and e.district_id = $1 and e.action = 'interaction.delete'
    and e.detail -> 'educatorIds' ?| (select r.ids from reader r)
  union all
  select n.object
  from audit_entry e
  join audit_entry n on n.district_id = e.district_id and n.object = e.object
  where (select cardinality(r.ids) > 0 from reader r) and e.district_id = $1 and n.district_id = $1
    and e.action = 'interaction.edit' and e.detail -> 'fields' ? 'educatorIds'
    and n.detail -> 'educatorIds' ?| (select r.ids from reader r)
  union all
  select e.object from audit_entry e
  where (select cardinality(r.ids) > 0 from reader r) and e.district_id = $1
    and e.action like 'coaching_cycle.%' and e.detail ? 'educatorIds'
    and e.detail -> 'educatorIds' ?| (select r.ids from reader r)
),
