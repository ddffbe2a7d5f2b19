update upload set state = 'done', content = null where district_id = $1 and id = $2 and state = 'confirmed'
