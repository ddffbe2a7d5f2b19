-- The active classes of a community in scope with their cycles, by title. reachClassesOfCommunities, then $4 community.
select c.id::text as id, c.title,
  coalesce((select jsonb_agg(jsonb_build_object('id', k.id::text, 'questionSet', k.question_set,
      'startsOn', k.starts_on::text, 'endsOn', k.ends_on::text, 'extendedTo', k.extended_to::text) order by k.starts_on)
    from survey_cycle k where k.district_id = c.district_id and k.class_id = c.id), '[]') as cycles
from community_class cc
join class c on c.district_id = cc.district_id and c.id = cc.class_id and c.status = 'active'
where cc.district_id = $1 and cc.community_id = $4::text::bigint
  and ($2::boolean or cc.community_id = any ($3::text[]::bigint[]))
order by lower(c.title), c.id
