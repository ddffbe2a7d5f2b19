-- No row of a feed says what an undo ($3) made: the next feed is read and compared anew.
update {{live}} set {{forgotten}} where district_id = $1 and source_id = $2 and changed_run_id = $3
