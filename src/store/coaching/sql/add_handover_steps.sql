-- Next steps that go along. $1 district, $2 hand-over, $3 interactions.
insert into coach_handover_step (district_id, handover_id, interaction_id)
select $1, $2::text::bigint, unnest($3::text[])::bigint
