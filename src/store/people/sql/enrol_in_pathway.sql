-- Enrols students, or back again with what they had done. $1 district, $2 people, $3 the pathway, $4 now.
insert into pathway_student (district_id, person_id, pathway_id, enrolled_at)
select $1, e::bigint, $3::text::bigint, $4 from unnest($2::text[]) as e
on conflict (district_id, person_id, pathway_id) do update set enrolled_at = excluded.enrolled_at, left_at = null
