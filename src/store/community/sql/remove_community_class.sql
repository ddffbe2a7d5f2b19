-- The class leaves the community; that it stood in it is kept. $1 district, $2 community, $3 class, $4 who took it out, $5 now.
with ended as (
  delete from community_class where district_id = $1 and community_id = $2::text::bigint and class_id = $3::text::bigint
  returning district_id, community_id, class_id, added_at as since
)
insert into community_class_past (district_id, community_id, class_id, since, until, ended_by)
select district_id, community_id, class_id, since, greatest($5, since), $4 from ended
returning class_id::text as "classId"
