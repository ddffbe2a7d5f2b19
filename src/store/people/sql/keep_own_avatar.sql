-- reachOwn, $3 parts, $4 now.
insert into student_avatar (district_id, person_id, parts, changed_at)
values ($1, $2::text::bigint, $3::jsonb, $4::timestamptz)
on conflict (district_id, person_id) do update set parts = excluded.parts, changed_at = excluded.changed_at
