-- A column is there, at this address; where it is another one than before, its scores are to be sent anew.
-- $1 district, $2 cycle, $3 page, $4 address.
with before as (
  delete from survey_score s using survey_line_item i
  where s.district_id = $1 and s.cycle_id = $2::text::bigint and s.page_id = $3::text::bigint
    and i.district_id = s.district_id and i.cycle_id = s.cycle_id and i.page_id = s.page_id
    and i.url is not null and i.url <> $4
)
insert into survey_line_item (district_id, cycle_id, page_id, url)
values ($1, $2::text::bigint, $3::text::bigint, $4)
on conflict (district_id, cycle_id, page_id) do update set url = excluded.url
