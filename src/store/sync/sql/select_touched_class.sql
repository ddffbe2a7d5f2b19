-- offset 0: class by class, by the key: those of a few among all.
lateral (select * from class where district_id = $1 and id = {{classId}} offset 0)
