-- Turns a class's participation in the gradebook on, from today by the district's clock. $1 district, $2 class, $3 who,
-- $4 now.
insert into survey_gradebook (district_id, class_id, on_from, turned_on_by)
select d.id, $2::text::bigint, ($4::timestamptz at time zone d.timezone)::date, $3 from district d where d.id = $1
on conflict do nothing
returning class_id
