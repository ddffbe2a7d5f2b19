-- $1 district, $2 class, $3 whom, $4 who asks, $5 the community whose lead asks or null, $6 state, $7 now, $8 until when.
insert into class_lead_request (district_id, class_id, person_id, asked_by, community_id, state, asked_at, expires_at)
values ($1, $2::text::bigint, $3::text::bigint, $4::text::bigint, $5::text::bigint, $6, $7, $8)
on conflict (district_id, class_id, person_id) where state in ('waiting_for_lead', 'waiting_for_person') do nothing
returning id::text as id
