update run set bookmark = $3 where district_id = $1 and id = $2
