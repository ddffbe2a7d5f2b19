-- The district's tags, in no order. $1 district.
select t.id::text as id, t.name, t.is_active as "isActive" from coaching_tag t where t.district_id = $1
