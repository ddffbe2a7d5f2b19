-- $1 district, $2 person, $3 since when, or null: not any more.
update person set suspended_at = $3::timestamptz,
  suspended_by = case when $3::timestamptz is null then null else current_setting('app.actor') end
where district_id = $1 and id = $2 and (suspended_at is null) <> ($3::timestamptz is null)
