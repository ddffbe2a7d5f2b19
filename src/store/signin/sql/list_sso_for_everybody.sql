-- What the sign-in page offers to everybody, by name.
select district_id as "districtId", label from sso_listing order by label, district_id limit 50
