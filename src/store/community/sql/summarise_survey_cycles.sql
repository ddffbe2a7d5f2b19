-- When classes at work answer their surveys, by first day and title; nothing of who or how many. $1 district, $2 now, $3 one
-- class or null, $4 one community or null, $5 one state or null, $6 how many.
select * from (
  select k.id::text as id, c.id::text as "classId", c.title as "classTitle", k.question_set as "questionSet",
    k.starts_on::text as "startsOn", k.ends_on::text as "endsOn", k.extended_to::text as "extendedTo",
    case when d.today < k.starts_on then 'planned' when d.today <= k.ends_on then 'open'
      when d.today <= coalesce(k.extended_to, k.ends_on) then 'late' else 'closed' end as state
  from survey_cycle k
  join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
  cross join (select ($2::timestamptz at time zone timezone)::date as today from district where id = $1) d
  where k.district_id = $1 and ($3::text is null or k.class_id = $3::text::bigint)
    and ($4::text is null or exists (select from community_class cc
      where cc.district_id = k.district_id and cc.class_id = k.class_id and cc.community_id = $4::text::bigint))
) cycles
where $5::text is null or state = $5
order by "startsOn", lower("classTitle"), id::bigint
limit $6::int
