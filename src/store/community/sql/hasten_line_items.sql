-- What went wrong with the columns of a class is tried again at once. $1 district, $2 class.
update survey_line_item i set next_try_at = null from survey_cycle k
where i.district_id = $1 and i.next_try_at is not null and k.district_id = i.district_id and k.id = i.cycle_id
  and k.class_id = $2::text::bigint
