-- Earlier versions of interactions that somebody was taken out of. $1 district, $2 person.
select v.interaction_id::text as "interactionId", v.version, v.record_sealed as sealed,
  -- Sealed words keep the number of a record that was found to be the same person.
  array(select p.id::text from person p where p.district_id = $1 and $2::text::bigint in (p.id, p.merged_into)) as numbers
from interaction_version v
where v.district_id = $1 and v.interaction_id in (
  select t.interaction_id from interaction_taken_out t where t.district_id = $1 and t.person_id = $2::text::bigint)
order by v.interaction_id, v.version
