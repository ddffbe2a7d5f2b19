-- Sources whose schedule rests because a run was taken back. $1 district.
select source_id from source_schedule where district_id = $1 and paused and paused_because = 'undo' order by source_id
