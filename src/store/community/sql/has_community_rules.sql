-- Whether a rule of the district is at work. $1 district.
select exists (select from community_rule where district_id = $1 and ended_at is null) as has
