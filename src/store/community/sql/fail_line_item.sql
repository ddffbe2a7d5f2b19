-- Something went wrong with a column: what, and until when it is left alone. $1 district, $2 cycle, $3 page, $4 problem,
-- $5 next try.
insert into survey_line_item as item (district_id, cycle_id, page_id, problem, failures, next_try_at)
values ($1, $2::text::bigint, $3::text::bigint, $4, 1, $5)
on conflict (district_id, cycle_id, page_id) do update
  set problem = excluded.problem, failures = least(item.failures + 1, 1000), next_try_at = excluded.next_try_at
