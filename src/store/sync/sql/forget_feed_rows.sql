-- No row of a feed says what an undo made: the next feed is read and compared anew.
update {{live}} l set {{forgotten}}
from {{change}} c
where l.district_id = $1 and l.source_id = $2 and l.sourced_id = c.sourced_id and ({{remembered}})
