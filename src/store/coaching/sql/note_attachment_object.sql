-- Before the object is put into the store. $1 district, $2 key, $3 when.
insert into attachment_object (district_id, key, made_at) values ($1, $2, $3)
