-- What coaches of a district are typing, but for one of them. $1 district, $2 that coach. An envelope may name a coach's old number.
select d.person_id::text as "coachId", d.id, coalesce(d.sealed_for, d.person_id)::text as "sealedFor", d.draft_sealed as sealed,
  array(select p.id::text from person p where p.district_id = $1 and $2::text::bigint in (p.id, p.merged_into)) as numbers
from interaction_draft d
where d.district_id = $1 and d.person_id <> $2::text::bigint
order by d.person_id, d.id
