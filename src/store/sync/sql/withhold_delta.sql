-- Rows of a record of which another row was quarantined: that one may be the newer, so its last good state stays.
delete from {{stage}} s using stage_withheld w where w.roster_table = $1 and w.sourced_id = s.sourced_id
