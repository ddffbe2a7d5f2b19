-- Devices whose day is over. $1 district, $2 now.
delete from code_session s using district d
where d.id = s.district_id and s.district_id = $1 and s.keep_until < ($2::timestamptz at time zone d.timezone)::date
