-- $1 district, $2 educator, $3 coach who has them, $4 coach who takes them or null, $5 the educator's schools, $6 who decided,
-- $7 now.
insert into coach_handover (district_id, educator_id, from_id, to_id, school_ids, decided_by, decided_at)
select $1, $2::text::bigint, $3::text::bigint, $4::text::bigint, array(select unnest($5::text[])::bigint order by 1), $6, $7
returning id::text as id
