-- The class that a code is for. Global. $1 code.
select district_id as "districtId", class_id::text as "classId" from participation_code where code = $1
