-- After `set_display_identities`, of which a name shown before is hidden by now. The same parameters.
insert into display_identity (district_id, person_id, name, is_shown)
select $1, $2::text::bigint, name, name = coalesce($4, '') from unnest($3::text[]) name
on conflict (district_id, person_id, name) do update set is_shown = excluded.is_shown
