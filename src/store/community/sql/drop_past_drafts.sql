-- Drafts that can't be sent any more. $1 district, $2 now.
delete from survey_draft f using district d
where d.id = f.district_id and f.district_id = $1 and f.keep_until < ($2::timestamptz at time zone d.timezone)::date
